// mpool lets the owner of a Balancer V2 Managed Pool read it and change it
// safely.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // zones by name, for machines without a zone database
)

func main() {
	if isVersion(os.Args[1:]) {
		printVersion(os.Stdout) // before all else, because it must be fast
		return
	}
	os.Exit(start(os.Stdout))
}

// start runs the program and returns its exit code.
func start(out io.Writer) int {
	log.SetOutput(io.Discard) // libraries log messages from servers, which may contain a key
	// A closed pipe must not end the program between sending and checking.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	return run(ctx, world{
		args: os.Args[1:],
		in:   os.Stdin,
		out:  out,
		err:  os.Stderr,
		env:  os.LookupEnv,
		now:  time.Now,
	})
}
