package console

import (
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Console writes everything except the result to standard error: notes, warnings, questions and
// progress.
type Console struct {
	in       io.Reader
	out      io.Writer // standard output, to find out whether it is a terminal and how wide
	Err      io.Writer
	env      func(name string) (value string, found bool)
	Stopped  <-chan struct{} // closed by Ctrl-C; nil: never
	Options  Options
	Warnings []Message
	// Labels are names of addresses, which are shown after them and prove nothing.
	Labels map[common.Address]string
	// Zone is the zone in which times are shown; nil: UTC.
	Zone *time.Location
}

func New(in io.Reader, out, err io.Writer, env func(string) (string, bool)) *Console {
	return &Console{in: in, out: out, Err: err, env: env}
}

// Options are the flags of every command. Those that are settings, such as --rpc-url, can also come
// from the environment or the configuration file, and are read from there.
type Options struct {
	JSON    bool
	Color   string // auto, always or never
	Quiet   bool
	Verbose int
	NoInput bool
	Wide    bool // do not fit tables to the terminal
}
