package poolplan

// Help is a command's help text and its exit codes. The exit codes of a command that sends are derived
// from its flags instead.
type Help struct {
	Use, Short, Long, Example string
	Codes                     []int
}

// HelpOf returns the help of a command below mpool pool.
func HelpOf(name string) Help {
	return map[string]Help{
		"import": {"import [POOL]", "Write the current pool as a file", `import reads a pool and writes it as a pool file on standard output or to --out, with a comment
on each field. Changing weights and fees are written with their final values. import adds two fields that
no pool has: tolerance, so that rounding is no drift, and weight_ramp, because weights move over time.`, `  mpool pool import treasury --out pool.yaml
  mpool pool import 0x… --members > pool.yaml`, []int{0, 1, 2, 130}},
		"plan": {"plan FILE...", "Compare a pool with its file, and plan what closes the drift", `plan shows how a pool differs from its file, and the fewest operations that close the
difference, in a working order. What is in progress is not drift: a running change to the
wanted value, a transaction in a Safe's queue, and what an unfinished operation has shut.

Swaps, joins and the allowlist are opened only with --reopen, and never while a token may be
half added or removed. Tokens are added or removed one at a time, each in a plan of its own.
What must wait is listed with the time to run plan again.

Several files are compared in a table. --out is a folder if there are several files, if it
ends with a slash, or if the folder exists: mpool writes DIR/NAME.json for each NAME.yaml.
Otherwise --out is the plan's file.`, `  mpool pool plan pool.yaml
  mpool pool plan pool.yaml --out plan.json
  mpool pool plan pools/*.yaml --detailed-exitcode
  mpool pool plan pools/*.yaml --out plans/`, nil},
		"apply": {"apply FILE...", "Bring a pool to what its file says", `apply plans, asks and sends: it does what can be done now, verifies it, plans again until
nothing is left for now, and says when to run it again. For a pool that a Safe
owns it signs as an owner of the Safe and proposes the transaction to the transaction
service: the drift is then in progress until the others sign and somebody executes it.
Several files are applied one after the other; the first failure ends the run, and mpool
names the files that were not applied.`, `  mpool pool apply pool.yaml --account owner
  mpool pool apply pool.yaml --account owner --detailed-exitcode
  mpool pool apply pools/*.yaml --yes --keystore owner.json --password-file owner.pass`, nil},
		"drift": {"drift FILE...", "Report whether pools match their files, for cron", `drift only compares. It exits with 0 if the pools match their files or are changing to match
them, with 7 if one does not, and with another code if one cannot be read.`, `  mpool pool drift pool.yaml
  mpool pool drift pools/*.yaml --json`, []int{0, 1, 2, 3, 130}},
		"validate": {"validate FILE...", "Check pool files without a node", `validate reads pool files, and the strategy files that they name, and reports errors
with line and column.`, `  mpool pool validate pool.yaml
  mpool pool validate pools/*.yaml`, []int{0, 1, 2}},
		"fmt": {"fmt FILE", "Format a pool file", `fmt writes the file on standard output with keys in the standard order and spacing; it keeps
comments. With --check it writes nothing, and exits with 7 if the file is not formatted.`, "  mpool pool fmt pool.yaml > tidy.yaml\n  mpool pool fmt pool.yaml --check", []int{0, 1, 2}},
	}[name]
}
