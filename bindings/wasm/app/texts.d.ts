/** Files that are built into the page as text. */
declare module "*.csv" {
  const text: string;
  export default text;
}
declare module "*.toml" {
  const text: string;
  export default text;
}
