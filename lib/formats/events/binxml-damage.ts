/** Binary XML that can't be decoded, with the reason; the record it stands in becomes a reject with that reason. */
export class BinXmlDamage extends Error {}

/** Why decoding failed, for a person; anything that is no damage of the file is thrown on. */
export function damageReason(error: unknown): string {
  if (error instanceof BinXmlDamage) return error.message;
  // A DataView refuses to read beyond its chunk.
  if (error instanceof RangeError) return "it points beyond its chunk";
  throw error;
}

/** Real chunks take less than a step and four characters a byte. */
const STEPS_PER_BYTE = 16;
const CHARACTERS_PER_BYTE = 16;
const MAX_RECORD_STEPS = 30_000;

/** How much a chunk, and one record of it, may expand to: few bytes can refer to much, again and again. */
export class ExpansionBudget {
  private steps: number;
  private textRoom: number;
  private recordSteps = MAX_RECORD_STEPS;

  constructor(chunkBytes: number) {
    this.steps = chunkBytes * STEPS_PER_BYTE;
    this.textRoom = chunkBytes * CHARACTERS_PER_BYTE;
  }

  beginRecord(): void {
    this.recordSteps = MAX_RECORD_STEPS;
  }

  step(): void {
    this.recordSteps--;
    this.steps--;
    if (this.recordSteps < 0 || this.steps < 0) throw new BinXmlDamage("it expands to more than an event can hold");
  }

  characters(count: number): void {
    this.textRoom -= count;
    if (this.textRoom < 0) throw new BinXmlDamage("it expands to more text than an event can hold");
  }
}
