/** Binary XML that can't be decoded, with the reason; the record it stands in becomes a reject with that reason. */
export class BinXmlDamage extends Error {}

/** Why decoding failed, for a person; anything that is no damage of the file is thrown on. */
export function damageReason(error: unknown): string {
  if (error instanceof BinXmlDamage) return error.message;
  // A DataView refuses to read beyond its chunk.
  if (error instanceof RangeError) return "it points beyond its chunk";
  throw error;
}

/** How much one chunk, and one record of it, may expand to: few bytes can refer to much. */
export class ExpansionBudget {
  private chunkSteps = MAX_CHUNK_STEPS;
  private recordSteps = MAX_RECORD_STEPS;
  private recordCharacters = MAX_RECORD_CHARACTERS;

  beginRecord(): void {
    this.recordSteps = MAX_RECORD_STEPS;
    this.recordCharacters = MAX_RECORD_CHARACTERS;
  }

  step(): void {
    this.recordSteps--;
    this.chunkSteps--;
    if (this.recordSteps < 0 || this.chunkSteps < 0)
      throw new BinXmlDamage("it expands to more than an event can hold");
  }

  characters(count: number): void {
    this.recordCharacters -= count;
    if (this.recordCharacters < 0) throw new BinXmlDamage("it expands to more text than an event can hold");
  }
}

const MAX_RECORD_STEPS = 30_000;
const MAX_CHUNK_STEPS = 1_000_000;
const MAX_RECORD_CHARACTERS = 1_000_000;
