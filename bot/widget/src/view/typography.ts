/** Non-breaking spaces before « : ; ! ? » and inside guillemets, as in French print. */
export function french(text: string): string {
  return text
    .replace(/ (?=[;!?](?:\s|$|\)))/g, "\u202f")
    .replace(/ (?=:(?:\s|$))/g, "\u00a0")
    .replace(/« /g, "«\u00a0")
    .replace(/ »/g, "\u00a0»");
}
