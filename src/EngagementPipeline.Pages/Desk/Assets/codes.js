// Withdrawal codes that this device makes, so that a young person has theirs at once, signal or not. As WithdrawalCode.cs makes
// them: 80 random bits as 16 letters and digits, without I, L, O and U.

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // 32 of them, so a byte's remainder favours none
const prefix = "code/";

/** @returns {string} such as 7K3M-9QXT-0WEF-HJ2A */
export function newWithdrawalCode() {
  const all = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % 32]).join("");
  return all.match(/.{4}/g).join("-");
}

/** What to keep beside the consent, until somebody says that the young person has it: {by, code, reference, where}. */
export const toHandOver = (consent, code) => ({ [`${prefix}${consent}`]: code });

export const codesToHandOver = async (vault, by) =>
  (await vault.readAll(prefix)).filter(({ value }) => value?.by === by);

export const handedOver = (vault, consent) => vault.change({ remove: [`${prefix}${consent}`] });
