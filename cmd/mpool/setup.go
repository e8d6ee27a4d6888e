package main

import (
	"slices"

	"github.com/spf13/cobra"

	"mpool/internal/config"
	"mpool/internal/doctor"
	"mpool/internal/failure"
	"mpool/internal/setup"
)

// movedHint explains that the former mpool init is now mpool first-join; empty for other commands and
// for flags that it never had. flag is the unknown flag; empty: arguments are wrong.
func movedHint(cmd *cobra.Command, flag string) string {
	if cmd.CommandPath() == "mpool init" && slices.Contains([]string{"", "value", "price", "prices"}, flag) {
		return "the first join of a pool is mpool first-join"
	}
	return ""
}

func newInit(a *app) *cobra.Command {
	var o setup.Options
	long, example := setup.Help()
	cmd := &cobra.Command{
		Use: "init", Short: "Write a first configuration", Example: example,
		Long:              withExitCodes(long, failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Interrupted),
		Args:              cobra.NoArgs,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.load(cmd, true) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Config, _ = cmd.Flags().GetString("config")
			desk := setup.Desk{Settings: a.settings, UI: a.ui, Nodes: a.nodes}
			v, err := desk.Run(cmd.Context(), o)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	cmd.Flags().StringVar(&o.Owner, "owner", "", "account or Safe whose pools to find")
	cmd.Flags().StringArrayVar(&o.Pools, "pool", nil, "confirm a pool and name it: fund=0x…; repeatable")
	cmd.Flags().BoolVar(&o.NoPools, "no-pools", false, "write the configuration without pools")
	cmd.Flags().BoolVar(&o.Print, "print", false, "show the configuration and write no file")
	return cmd
}

func newDoctor(a *app) *cobra.Command {
	var unread error
	long, example := doctor.Help()
	return &cobra.Command{
		Use: "doctor", Short: "Check the node, anvil, keys, configuration and records", Example: example,
		Long: withExitCodes(long, failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Interrupted),
		Args: cobra.NoArgs,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			unread = a.load(cmd, false)
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := doctor.Doctor{Settings: a.settings, Nodes: a.nodes, Keys: a.opener, Now: a.now}
			v, err := d.Examine(cmd.Context(), unread)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
}

// load reads the settings of a command.
func (a *app) load(cmd *cobra.Command, fresh bool) error {
	err := a.settings.Load(config.Source{Flags: cmd.Flags(), Ended: a.ui.Stopped, Reads: a.inputs.Reads, New: fresh})
	a.ui.Labels = a.settings.LabelsByAddress()
	a.ui.Zone = a.settings.ShownZone(cmd.Flags())
	return err
}
