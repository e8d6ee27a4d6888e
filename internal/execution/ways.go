package execution

import "mpool/internal/failure"

// Ways say what a command does with a plan.
type Ways struct {
	Broadcast  bool // sign and send it
	Raw        bool // print its transactions for another wallet
	Fork       bool // try it on a fork
	AfterQueue bool // plan on the state after a Safe's queue
	Out        bool // write it to a file
	Batch      bool // in the form of a Safe batch
}

// Check refuses to send or write a plan in two ways.
func (w Ways) Check() error {
	if w.AfterQueue && (w.Broadcast || w.Raw || w.Fork) {
		return failure.Usage("--after-queue cannot be combined with --broadcast, --raw-unsigned or --fork").WithHint("write the plan with --out, then sign it with mpool safe sign --after-queue")
	}
	if w.Broadcast && w.Out {
		return failure.Usage("--out (write a plan for later) and --broadcast (send now) cannot be combined").WithHint("use one of them")
	}
	if w.Batch && (!w.Out || w.Raw) {
		return failure.Usage("--format safe needs --out").WithHint("add --out batch.json, and omit --raw-unsigned")
	}
	if w.Raw && (w.Broadcast || w.Fork) {
		return failure.Usage("--raw-unsigned (sign with another wallet) cannot be combined with --broadcast or --fork").WithHint("use one of them")
	}
	return nil
}
