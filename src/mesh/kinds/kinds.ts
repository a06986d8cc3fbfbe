/** Types of the kinds that rules read. Written from `schemas/`. */

/** Kind name → the object's own fields besides apiVersion, kind and metadata. */
export interface Kinds {
  "kubernetes/Namespace": { readonly spec?: object };
}
