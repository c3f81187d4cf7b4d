/** Joins class names. No merging: a component that can look different has a property for it. */
export { clsx as cx } from "clsx";
