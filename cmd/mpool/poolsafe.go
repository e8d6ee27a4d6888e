package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"mpool/internal/planner"
	"mpool/internal/poolplan"
	"mpool/internal/safe/signing"
)

// proposeKept signs the plan as an owner of the Safe and proposes it. Its files are temporary: the
// other owners sign what is in the service's queue.
func (a *app) proposeKept(cmd *cobra.Command, v *poolplan.View, prices []string, flags *operationFlags) error {
	if len(v.Steps) == 0 {
		return nil
	}
	service, err := a.desk.Service() // before anybody signs
	if err != nil {
		return poolplan.NoService(v.File, err)
	}
	service.Close()
	folder, err := os.MkdirTemp("", "mpool-pool-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	plan, signature := filepath.Join(folder, "plan.json"), filepath.Join(folder, "signature.json")
	if err := planner.WritePlan(plan, v.Plan); err != nil {
		return err
	}
	f := signing.SignOptions{Out: signature, Owner: a.settings.From, Yes: flags.sending.Yes, Signer: flags.sending.Signer, Passed: true}
	f.Safe.Override, f.Safe.Prices = flags.sending.Override, prices
	if err := a.safeSign(cmd, []string{plan}, &f); err != nil {
		return err
	}
	return a.safePropose(cmd, []string{plan, signature}, &safeProposeFlags{safe: f.Safe, yes: true})
}
