/** Counts how much is held at the same time, per name. */
export class Occupancy {
  readonly #now = new Map<string, number>();
  readonly #most = new Map<string, number>();

  async hold(name: string, durationMs: number): Promise<void> {
    const count = (this.#now.get(name) ?? 0) + 1;
    this.#now.set(name, count);
    this.#most.set(name, Math.max(this.most(name), count));
    await new Promise((resolve) => setTimeout(resolve, durationMs));
    this.#now.set(name, (this.#now.get(name) ?? 0) - 1);
  }

  most(name: string): number {
    return this.#most.get(name) ?? 0;
  }
}
