package poolplan

// Help is what a command says of itself, and its exit codes; of a command that sends they
// follow from its flags.
type Help struct {
	Use, Short, Long, Example string
	Codes                     []int
}

// HelpOf is that of a command below mpool pool.
func HelpOf(name string) Help {
	return map[string]Help{
		"import": {"import [POOL]", "Write a pool as it is as a file", `import reads a pool and writes it as a pool file on standard output, with a word on each
field. Weights and fees that are changing are written as they will be at the end.`, `  mpool pool import treasury > pool.yaml
  mpool pool import 0x… --members > pool.yaml`, []int{0, 1, 2, 130}},
		"plan": {"plan FILE...", "Compare a pool with its file, and plan what closes the drift", `plan shows in what a pool differs from its file, and the fewest operations that close
it, in the order that works. What is in progress is no drift: a change that runs to what
is wanted, what waits for a Safe, and a door that an unfinished operation has shut.

A door that is shut is opened only with --reopen, and never while a token may be half
added or removed. One token at a time is added or removed, each by a plan of its own; what
has to wait is said with the time to come again. Several files give a table.`, `  mpool pool plan pool.yaml
  mpool pool plan pool.yaml --out plan.json
  mpool pool plan pools/*.yaml --detailed-exitcode`, nil},
		"apply": {"apply FILE...", "Bring a pool to what its file says", `apply is plan, a question, and sending: it does what can be done now, verifies it, plans
again until nothing is left for now, and says when to come again. For a pool that a Safe
owns it signs as an owner of the Safe and proposes the transaction to the transaction
service: the drift is in progress then, until the others sign and somebody executes it.`, `  mpool pool apply pool.yaml --account owner
  mpool pool apply pool.yaml --account owner --detailed-exitcode
  mpool pool apply pools/*.yaml --yes --keystore owner.json --password-file owner.pass`, nil},
		"drift": {"drift FILE...", "Say whether pools are as their files say, for cron", `drift compares and plans nothing: 0 where the pools are as their files say or on their
way there, 7 where one is not, another code where one cannot be read.`, `  mpool pool drift pool.yaml
  mpool pool drift pools/*.yaml --json`, []int{0, 1, 2, 3, 130}},
		"validate": {"validate FILE...", "Check pool files without a node", `validate reads pool files and says what is wrong, with line and column.`, `  mpool pool validate pools/*.yaml`, []int{0, 1, 2}},
		"fmt": {"fmt FILE", "Write a pool file in its usual form", `fmt writes the file on standard output with its keys in their usual order and spacing; comments stay.
With --check it exits with 7 where the form is another one.`, "  mpool pool fmt pool.yaml > tidy.yaml\n  mpool pool fmt pool.yaml --check", []int{0, 1, 2}},
	}[name]
}
