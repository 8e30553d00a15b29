import { ProcessorFault } from "./processor-fault.ts";

export const MAX_RECORDS_OF_ONE = 1000;
const LEAST_CHARACTERS = 8192;
const CHARACTERS_A_BYTE = 64;

/** How much processors may make of one piece of a file, all of them together. */
export class OutputBudget {
  private readonly byteLength: number;
  private recordsLeft = MAX_RECORDS_OF_ONE;
  private charactersLeft: number;

  constructor(byteLength: number) {
    this.byteLength = byteLength;
    this.charactersLeft = LEAST_CHARACTERS + CHARACTERS_A_BYTE * byteLength;
  }

  /** @throws ProcessorFault when so many are too many */
  takeRecords(count: number): void {
    this.recordsLeft -= count;
    if (this.recordsLeft < 0) {
      throw new ProcessorFault(`it made more than ${MAX_RECORDS_OF_ONE} records of one`);
    }
  }

  /** @throws ProcessorFault when so much is too much */
  takeCharacters(count: number): void {
    this.charactersLeft -= count;
    if (this.charactersLeft < 0) {
      const most = LEAST_CHARACTERS + CHARACTERS_A_BYTE * this.byteLength;
      throw new ProcessorFault(`it made more than ${most} characters of a record of ${this.byteLength} bytes`);
    }
  }
}
