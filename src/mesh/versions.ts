/** Releases of meshes, as the configuration names them. */

/** Whether a version is before a release; `1` alone may be any of its releases. */
export function isOlder(version: string, release: string): boolean {
  const [major = 0, minor] = version.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = release.split(".").map(Number);
  return minor !== undefined && (major < otherMajor || (major === otherMajor && minor < otherMinor));
}
