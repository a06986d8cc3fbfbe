/** How the run itself went: what was not read, what failed, what had to be left out. */

import type * as Sarif from "sarif";
import type { Run } from "../lint/diagnostic.ts";
import type { Skipped } from "../source/source.ts";
import { relativeUri, sarifText } from "./escape.ts";

/** Enough to see what is going on; a hundred thousand of them would only make the file too large for GitHub. */
const mostNotifications = 1000;

export function invocation(run: Run, leftOut: number): Sarif.Invocation {
  const notifications = [
    ...run.failures.map((failure) => notification("error", `internal: ${failure}`)),
    ...(leftOut > 0 ? [notification("warning", `${leftOut} results are left out: GitHub takes 25,000 at most.`)] : []),
    ...run.skipped.slice(0, mostNotifications).map(skippedNotification),
    ...(run.skipped.length > mostNotifications
      ? [notification("note", `${run.skipped.length - mostNotifications} more files were not linted.`)]
      : []),
  ];
  return {
    executionSuccessful: run.failures.length === 0,
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  };
}

function notification(level: Sarif.Notification.level, text: string): Sarif.Notification {
  return { level, message: { text: sarifText(text) } };
}

function skippedNotification({ file, reason }: Skipped): Sarif.Notification {
  return {
    ...notification("note", `Not linted: ${reason}.`),
    locations: [{ physicalLocation: { artifactLocation: { uri: relativeUri(file), uriBaseId: "%SRCROOT%" } } }],
  };
}
