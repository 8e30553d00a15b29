export type ArchiveKind = "zip" | "tar";

/** A member of an archive as the archive tells of it. Its name is text to show: never a path, never a storage key. */
export interface ArchiveEntry {
  /** As written in the archive. */
  name: string;
  /** Unpacked, as told; null = it turns out while it is unpacked. */
  sizeBytes: number | null;
  /** Epoch ms; archives that tell local times only have null. */
  modifiedAtMs: number | null;
  /** Why it can't be unpacked (encrypted, a link, an unknown method), for a person; null = nothing known against it. */
  problem: string | null;
}

export interface BundleLimits {
  maxMembers: number;
  maxMemberBytes: number;
  /** Of all members together, those of archives in it included. */
  maxTotalBytes: number;
  /** Unpacked to packed; looked at beyond 1 GiB of unpacked bytes. */
  maxRatio: number;
  /** Archives in one another, the outermost included. */
  maxDepth: number;
}

export const DEFAULT_BUNDLE_LIMITS: BundleLimits = {
  maxMembers: 10_000,
  maxMemberBytes: 50 * 1024 ** 3,
  maxTotalBytes: 100 * 1024 ** 3,
  maxRatio: 250,
  maxDepth: 3,
};
