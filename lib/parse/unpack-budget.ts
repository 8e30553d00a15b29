import { UnreadableContentError } from "#lib/errors.ts";
import type { BundleLimits } from "#lib/model/bundle.ts";

/** Small archives of repetitive logs compress very well; only beyond this does the ratio say anything. */
const RATIO_CHECKED_FROM_BYTES = 1024 ** 3;

/** How much an archive may still unpack to, all its levels together. */
export class UnpackBudget {
  /** Why unpacking stopped; null = it did not. */
  problem: string | null = null;
  members = 0;
  #totalBytes = 0;
  #isTold = false;
  readonly #limits: BundleLimits;
  readonly #archiveBytes: number | null;

  constructor(limits: BundleLimits, archiveBytes: number | null) {
    this.#limits = limits;
    this.#archiveBytes = archiveBytes;
  }

  /** The problem, to whoever asks first. */
  tellProblem(): string | null {
    const problem = this.#isTold ? null : this.problem;
    this.#isTold = problem !== null || this.#isTold;
    return problem;
  }

  /** Counts a member; false when there are too many. */
  takeMember(): boolean {
    if (++this.members <= this.#limits.maxMembers) return true;
    this.#stop(`The archive has more than ${this.#limits.maxMembers} members`);
    return false;
  }

  /** The content of one member within the limits; bytes that are read again are not counted again. */
  async *spend(chunks: AsyncIterable<Uint8Array>, member: { countedBytes: number }, fromByte: number) {
    let at = fromByte;
    for await (const chunk of chunks) {
      at += chunk.length;
      if (at > this.#limits.maxMemberBytes) {
        throw tooLarge(`A member of the archive unpacks to more than ${bytesText(this.#limits.maxMemberBytes)}`);
      }
      if (at > member.countedBytes) this.#add(at - member.countedBytes);
      member.countedBytes = Math.max(member.countedBytes, at);
      yield chunk;
    }
  }

  #add(bytes: number): void {
    this.#totalBytes += bytes;
    const { maxTotalBytes, maxRatio } = this.#limits;
    if (this.#totalBytes > maxTotalBytes) {
      throw tooLarge(this.#stop(`The archive unpacks to more than ${bytesText(maxTotalBytes)}`));
    }
    const isSuspicious = this.#archiveBytes !== null && this.#totalBytes > this.#archiveBytes * maxRatio;
    if (isSuspicious && this.#totalBytes > RATIO_CHECKED_FROM_BYTES) {
      throw tooLarge(this.#stop(`The archive unpacks to more than ${maxRatio} times its size`));
    }
  }

  #stop(what: string): string {
    this.problem ??= `${what}, so unpacking stopped. What was unpacked before is kept; upload the files that matter by themselves.`;
    return what;
  }
}

function tooLarge(what: string): UnreadableContentError {
  return new UnreadableContentError(
    `${what}, so unpacking stopped. What was unpacked before is kept; upload the files that matter by themselves.`,
  );
}

function bytesText(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GiB` : `${bytes} bytes`;
}
