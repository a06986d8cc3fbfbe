/**
 * The line hash by which GitHub recognises an alert again. upload-sarif computes it too and warns when it differs:
 * github/codeql-action src/fingerprints.ts.
 */

const blockSize = 100;
const factor = 37;
const word = 2 ** 32;
const endOfFile = 65535;

/** A 64-bit number as two halves, because every product here then stays an exact double. */
interface Long {
  high: number;
  low: number;
}

const [highestFactor, lowestFactor] = factorOfTheOldest();

function factorOfTheOldest(): readonly [number, number] {
  const power = BigInt.asUintN(64, BigInt(factor) ** BigInt(blockSize));
  return [Number(power >> 32n), Number(power & 0xffffffffn)];
}

/** `hash:occurrence` for each line of a text; index 0 is line 1. */
export function lineHashes(text: string): string[] {
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  const window = new Uint16Array(blockSize);
  const startsLine = new Uint8Array(blockSize);
  const hash: Long = { high: 0, low: 0 };
  let index = 0;

  const push = (code: number, beginsLine: boolean): void => {
    if (startsLine[index]) hashes.push(counted(seen, hash));
    startsLine[index] = beginsLine ? 1 : 0;
    roll(hash, code, window[index] ?? 0);
    window[index] = code;
    index = (index + 1) % blockSize;
  };

  let lineStart = true;
  for (const code of significant(text)) {
    push(code, lineStart);
    lineStart = code === 10;
  }
  for (let rest = 0; rest < blockSize; rest++) push(0, false);
  return hashes;
}

/** Characters that count: no blanks, every line end as one line feed, and an end. */
function* significant(text: string): Generator<number> {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) continue;
    if (code !== 13) yield code;
    else {
      yield 10;
      if (text.charCodeAt(at + 1) === 10) at++;
    }
  }
  yield endOfFile;
}

function roll(hash: Long, entering: number, leaving: number): void {
  const low = hash.low * factor + entering - lowestFactor * leaving;
  const carry = Math.floor(low / word);
  const high = hash.high * factor + carry - highestFactor * leaving;
  hash.low = low - carry * word;
  hash.high = high - Math.floor(high / word) * word;
}

function counted(seen: Map<string, number>, { high, low }: Long): string {
  const hex = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
  const count = (seen.get(hex) ?? 0) + 1;
  seen.set(hex, count);
  return `${hex}:${count}`;
}
