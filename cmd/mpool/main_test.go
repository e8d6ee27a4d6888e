package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// outcome is the exit code and output of one run of the program.
type outcome struct {
	code     int
	out, err string
}

// try runs the program with this environment only.
func try(t *testing.T, env map[string]string, args ...string) outcome {
	t.Helper()
	var out, err bytes.Buffer
	code := run(context.Background(), testWorld(env, args, &out, &err))
	return outcome{code, out.String(), err.String()}
}

func testWorld(env map[string]string, args []string, out, err *bytes.Buffer) world {
	return world{
		args: args,
		in:   strings.NewReader(""),
		out:  out,
		err:  err,
		env:  func(name string) (string, bool) { v, found := env[name]; return v, found },
		now:  func() time.Time { return time.Unix(1_700_000_000, 0) },
	}
}
