/** Vite gives the text of a style sheet, made small. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}
