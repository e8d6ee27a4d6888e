package rehearsal

// Help is the help text of mpool dry-run.
const Help = `dry-run mines the operations of the files on an anvil fork of the node, in order, so
that each one sees the effects of the earlier ones. It compares the pool with the
prediction after each call and later, until all changes have ended, and tries what
users would do next. It needs no keys, sends nothing, and only reads from the node. It
stops at the first operation that is refused, reverts or differs from the prediction.

A FILE is a plan written with --out, or a batch: a list of operations in YAML or JSON
with the command's flags as fields (docs/batch.schema.json). --after gives files of the
same kinds, or Safe batches, whose calls are signed or queued but not mined yet: they
are mined first, and the report covers what comes after. --override and --reason apply
to plans; the operations of a batch have them as fields. --no-override ignores all
overrides: use it in pipelines that must enforce the policies.

The report is text, with --md Markdown, and with --json one document. More files can be
written with --html (a self-contained page), --junit (for a pipeline's test view),
--svg and --png (the charts). They are written for every outcome, each complete or not
at all.`
