package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// command is a program and its arguments.
type command []string

// sample is one run of a program.
type sample struct {
	wall time.Duration
	rss  int64 // bytes, at the peak
}

type samples map[string][]sample

// interleave runs the commands in turn, so that other load on the machine affects all of them alike.
// The first round warms up and does not count.
func interleave(runs int, commands map[string]command) (samples, error) {
	taken := samples{}
	for i := range runs + 1 {
		for name, c := range commands {
			s, err := c.run()
			if err != nil {
				return nil, err
			}
			if i > 0 {
				taken[name] = append(taken[name], s)
			}
		}
	}
	return taken, nil
}

func (c command) run() (sample, error) {
	cmd := exec.Command(c[0], c[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return sample{}, fmt.Errorf("%v: %w: %s", c, err, out.String())
	}
	usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return sample{wall, usage.Maxrss * 1024}, nil
}

// row is the result for one command.
type row struct {
	min, median time.Duration
	rss         int64
}

func (s samples) row(name string) row {
	list := slices.Clone(s[name])
	slices.SortFunc(list, func(a, b sample) int { return int(a.wall - b.wall) })
	r := row{min: list[0].wall, median: list[len(list)/2].wall}
	for _, one := range list {
		r.rss = max(r.rss, one.rss)
	}
	return r
}

// report prints a table. Ratios compare the minima with that of base.
func (s samples) report(base string, names ...string) {
	fmt.Println("\n| | minimum | median | ratio of minima | peak memory |\n|---|---|---|---|---|")
	for _, name := range names {
		r := s.row(name)
		memory := ""
		if r.rss > 0 {
			memory = fmt.Sprintf("%.1f MB", float64(r.rss)/1e6)
		}
		fmt.Printf("| %s | %s | %s | %.2f | %s |\n", name, ms(r.min), ms(r.median), float64(r.min)/float64(s.row(base).min), memory)
	}
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d)/1e6) }
