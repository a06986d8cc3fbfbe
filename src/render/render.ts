/** Files → environments: configured ones, kustomizations, plain folders. */

import type { Skipped } from "../source/source.ts";
import type { YamlDocument } from "../yaml/document.ts";
import type { Environment, KubernetesObject } from "./environment.ts";
import type { RenderProblem } from "./problem.ts";

/** An environment that the configuration names. */
export interface ConfiguredEnvironment {
  /** May hold `{name}` of a capture in `roots`: one entry then stands for many environments. */
  readonly name: string;
  /** Folders, files or globs (with `{a,b}` and captures: `clusters/{cluster}`) from the repository's root. */
  readonly roots: readonly string[];
  /** Whether everything that the cluster holds is here, so that absence may be claimed. */
  readonly complete?: boolean;
  /** Namespace of objects that name none. */
  readonly namespace?: string;
  /** Values for `${NAME}`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** False: kustomization files below the roots are ignored and all files taken as they are. */
  readonly kustomize?: boolean;
}

/** One file with the documents that were read from it. */
export interface ParsedFile {
  /** As `Source.path`. */
  readonly path: string;
  readonly documents: readonly YamlDocument[];
  /** Whether a document of it was left out because it is a template. */
  readonly templated?: boolean;
}

export interface RenderInput {
  readonly files: readonly ParsedFile[];
  /** Reads files that a kustomization names and `files` lacks; a file that is not there is left out of the answer. */
  readonly load?: (paths: readonly string[]) => Promise<readonly ParsedFile[]>;
  readonly configured?: readonly ConfiguredEnvironment[];
}

export interface Rendering {
  readonly environments: readonly Environment[];
  readonly problems: readonly RenderProblem[];
  readonly skipped: readonly Skipped[];
}

export function findEnvironments({ files }: RenderInput): Promise<Rendering> {
  const resources = files.flatMap(({ documents }) =>
    documents.flatMap((document) => {
      const object = document.value as KubernetesObject | null;
      return typeof object?.kind === "string" && typeof object.apiVersion === "string" ? [{ document, prefix: [], object }] : [];
    }),
  );
  const environment = { name: ".", roots: ["."], origin: "folder", completeness: "open", reasons: [], resources } as const;
  return Promise.resolve({ environments: [environment], problems: [], skipped: [] });
}
