// SPDX-License-Identifier: MIT
// A recording as the text that stands in a link: its code, packed with deflate (RFC 1951), in base64url (RFC 4648,
// section 5) without padding.
import { MachineError } from "./MachineError.ts";
import { deflate, inflate } from "./packing.ts";
import type { Recording } from "./Recording.ts";
import { decodeSession, encodeSession } from "./SessionCode.ts";

/// Links longer than this are cut by some programs that people write to each other with.
export const kHandyLength = 2000;
/// A longer text is refused unread, and so is one that unpacks to more than kMostUnpacked bytes.
export const kLongestText = 4_000_000;
export const kMostUnpacked = 16_000_000;

const kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const kValues = new Map([...kDigits].map((digit, value) => [digit, value]));

function damaged(why: string): MachineError {
  return new MachineError("bad-recording", `the session in the link is damaged: ${why}`);
}

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const count = Math.min(3, bytes.length - at);
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit <= count; digit++) text += kDigits.charAt((bits >> (18 - 6 * digit)) & 0x3f);
  }
  return text;
}

function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 === 1) throw damaged("a character is missing");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let size = 0;
  for (const digit of text) {
    const value = kValues.get(digit);
    if (value === undefined) throw damaged(`'${digit}' does not belong there`);
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) bytes[size++] = bits >> (held -= 8);
  }
  return bytes;
}

/// Packs a recording.
export async function packSession(recording: Recording): Promise<string> {
  return encodeBase64(await deflate(encodeSession(recording)));
}

/// Reads what packSession() made, and distrusts it. Rejects with MachineError "bad-recording" that says what is wrong.
export async function unpackSession(text: string): Promise<Recording> {
  if (text.length > kLongestText) throw damaged(`it has ${text.length} characters, ${kLongestText} are allowed`);
  return decodeSession(await inflate(decodeBase64(text), kMostUnpacked, damaged));
}
