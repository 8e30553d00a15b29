/** What is wrong with what a processor returned, as the end of a sentence that begins with it. */
export class ProcessorFault extends Error {}
