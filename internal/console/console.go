package console

import (
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Console is how mpool speaks with its user beside the one result: notes, warnings,
// questions and progress, all on standard error.
type Console struct {
	in       io.Reader
	out      io.Writer // of the result: is it a terminal, and how wide
	Err      io.Writer
	env      func(name string) (value string, found bool)
	Stopped  <-chan struct{} // closed by Ctrl-C; nil: there is none
	Options  Options
	Warnings []Message
	// Labels are names of addresses, which are shown behind them and prove nothing.
	Labels map[common.Address]string
	// Zone is that of the times that are shown; nil: UTC.
	Zone *time.Location
}

func New(in io.Reader, out, err io.Writer, env func(string) (string, bool)) *Console {
	return &Console{in: in, out: out, Err: err, env: env}
}

// Options are understood by every command. The settings among them, such as
// --rpc-url, can come from the environment or the configuration file too and
// are read from there.
type Options struct {
	JSON    bool
	Color   string // auto, always or never
	Quiet   bool
	Verbose int
	NoInput bool
	Wide    bool // tables as wide as they are, whatever the terminal
}
