// SPDX-License-Identifier: MIT
/// May a client that talks in this order have called exactly these methods so far?
export function follows(order: string, methods: readonly string[]): boolean;
