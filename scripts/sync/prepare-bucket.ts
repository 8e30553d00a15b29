import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import type { S3Bucket } from "#lib/platform/s3.ts";

const PAUSE_MS = 500;

/**
 * Waits until the server answers, then creates the bucket if it does not exist.
 * @throws AppError what it says, or why it could not be reached for `waitMs`
 */
export async function prepareBucket(bucket: S3Bucket, waitMs: number, onWait: () => void): Promise<void> {
  const endMs = Date.now() + waitMs;
  for (let tried = 1; ; tried++) {
    try {
      await bucket.createBucket();
      return;
    } catch (error) {
      if (!(error instanceof AppError) || !error.isRetryable || Date.now() >= endMs) throw error;
      if (tried === 1) onWait();
      await pause(PAUSE_MS);
    }
  }
}
