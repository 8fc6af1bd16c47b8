/** Objects inside one another that a path may go through. Deeper ones are read whole; a schema may be recursive. */
type MaxPathDepth = 6;

type Literal = string | number | boolean | null | undefined;

type PathsIn<Value, Depth extends readonly 0[]> = Depth['length'] extends MaxPathDepth
  ? never
  : Value extends readonly (infer Entry)[]
    ? PathsIn<Entry, Depth>
    : Value extends Literal
      ? never
      : string extends keyof Value
        ? never
        : {
            [Name in keyof Value & string]-?: Name | `${Name}.${PathsIn<Value[Name], readonly [...Depth, 0]>}`;
          }[keyof Value & string];

/**
 * The fields of an event's data, as a reader declares them: names with dots between, which look through lists
 * (`lines.sku`). A path covers all that is inside it. Entries of a map have no paths of their own.
 */
export type FieldPath<Data> = unknown extends Data ? string : PathsIn<Data, readonly []>;

type FirstName<Path extends string> = Path extends `${infer Name}.${string}` ? Name : Path;
type PathsInside<Path extends string, Name extends string> = Path extends `${Name}.${infer Rest}` ? Rest : never;

/** Data with the fields of these paths and no other: lists stay lists, what is optional stays optional. */
export type Narrowed<Data, Path extends string> = unknown extends Data
  ? unknown
  : Data extends readonly (infer Entry)[]
    ? readonly Narrowed<Entry, Path>[]
    : Data extends Literal
      ? Data
      : {
          readonly [Name in keyof Data as Name extends FirstName<Path> ? Name : never]: Name extends Path
            ? Data[Name]
            : Narrowed<Data[Name], PathsInside<Path, Name & string>>;
        };
