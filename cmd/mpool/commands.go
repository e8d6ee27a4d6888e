package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/request"
)

// chapter is a heading in the root's help, with its commands.
type chapter struct {
	title    request.Chapter
	commands []command
}

// command is built only when the user calls it, or when all are listed.
type command struct {
	name string
	make func(*app) *cobra.Command
}

func chapters() []chapter {
	return []chapter{
		{"Look", []command{
			{"status", newStatus}, {"wait", newWait}, {"history", newHistory}, {"explain", newExplain}, {"quote", newQuote}, {"position", newPosition}, {"feeds", newFeeds}, {"backtest", newBacktest},
		}},
		{request.AsOwner, append(operationsOf(request.AsOwner), command{"pool", newPool}, command{"recipe", newRecipe})},
		{request.AsManager, operationsOf(request.AsManager)},
		{request.AsAnybody, append(operationsOf(request.AsAnybody), command{"create", newCreate})},
		{"Sign and send", []command{{"send", newSend}, {"sign", newSign}, {"safe", newSafe}, {"resume", newResume}, {"tx", newTx}}},
		{"Set up and try out", []command{{"init", newInit}, {"doctor", newDoctor}, {"dry-run", newDryRun}, {"devnet", newDevnetCommand}}},
	}
}

// addCommands builds only the command that the first argument names, because building all takes time.
// It builds all if the first argument names none.
func (a *app) addCommands(root *cobra.Command) {
	all := chapters()
	only := ""
	if len(a.args) > 0 && slices.ContainsFunc(all, func(c chapter) bool { return c.has(a.args[0]) }) {
		only = a.args[0]
	}
	for _, c := range all {
		root.AddGroup(&cobra.Group{ID: string(c.title), Title: string(c.title) + ":"})
		for _, one := range c.commands {
			if only == "" || only == one.name {
				cmd := one.make(a)
				cmd.GroupID = string(c.title)
				root.AddCommand(cmd)
			}
		}
	}
}

func (c chapter) has(name string) bool {
	return slices.ContainsFunc(c.commands, func(one command) bool { return one.name == name })
}

// operationsOf returns the operations of a chapter and their groups.
func operationsOf(chapter request.Chapter) []command {
	var list []command
	for _, h := range request.Groups() {
		if h.Chapter == chapter {
			list = append(list, command{h.Name, func(a *app) *cobra.Command { return newGroup(a, h) }})
		}
	}
	for _, h := range request.Names() {
		if h.Chapter == chapter {
			list = append(list, command{h.Name, func(a *app) *cobra.Command { return newOperation(a, h.Name) }})
		}
	}
	return list
}

// newGroup returns a command that holds operations and the read-only commands about the same subject.
func newGroup(a *app, h request.Help) *cobra.Command {
	cmd := &cobra.Command{Use: h.Name, Short: h.Short, Long: h.Long, Example: h.Example}
	for _, one := range request.Names() {
		if strings.HasPrefix(one.Name, h.Name+" ") {
			cmd.AddCommand(newOperation(a, one.Name))
		}
	}
	cmd.AddCommand(looksBelow(a, h.Name)...)
	return cmd
}

// looksBelow returns the read-only commands of a group.
func looksBelow(a *app, group string) []*cobra.Command {
	switch group {
	case "allowlist":
		return []*cobra.Command{newAllowlistShow(a), newAllowlistCheck(a)}
	case "aum-fee":
		return []*cobra.Command{newAumFeeShow(a)}
	case "breakers":
		return []*cobra.Command{newBreakersShow(a)}
	}
	return nil
}
