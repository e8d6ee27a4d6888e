package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/flagvalue"
	"mpool/internal/offline"
	"mpool/internal/planner"
)

func newSign(a *app) *cobra.Command {
	var flags offline.Request
	cmd := &cobra.Command{
		Use:   "sign PLAN",
		Short: "Sign a plan offline, for mpool send",
		Long:  withExitCodes(offline.SignHelp, 0, 1, 2, 3, 130),
		Example: `  mpool sign plan.json --nonce 7 --gas-price 30gwei --priority-gas-price 1gwei --gas-limit 400000 --ledger --out signed.json
  mpool sign plan.json --nonce 7 --gas-price 30gwei --priority-gas-price 1gwei --gas-limit 400000 --raw-unsigned
  mpool sign plan.json --nonce 7 --gas-price 30gwei --priority-gas-price 1gwei --gas-limit 400000 --signature 0x… --out signed.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.sign(cmd, args[0], &flags)
		},
	}
	addSignFlags(&flags, cmd)
	return cmd
}

// addSignFlags adds the flags of mpool sign.
func addSignFlags(f *offline.Request, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.Nonces, "nonce", nil, "the account's next nonce, or ACCOUNT=NONCE where several sign; repeatable")
	addOfferFlags(&f.Sending.Offer, flags)
	flags.StringVarP(&f.Out, "out", "o", "", "write the signed transactions to this file, for mpool send")
	flags.BoolVar(&f.Raw, "raw-unsigned", false, "print the unsigned transactions for another wallet, without signing")
	flags.StringArrayVar(&f.Signatures, "signature", nil, "signature or signed transaction from another wallet, 0x…; repeatable, in order")
	flags.BoolVarP(&f.Sending.Yes, "yes", "y", false, "sign without asking")
	addSigningFlags(&f.Sending, flags)
	flags.Var((*flagvalue.Addresses)(&f.Sending.Named), "recipient", execution.NamedUsage)
	addManagerFlags(&f.Sending.Manager, cmd)
	addPolicyFlags(&f.Sending, cmd)
	addSettingFlags(flags, "from", "max_fee_per_gas")
}

func (a *app) sign(cmd *cobra.Command, path string, flags *offline.Request) error {
	if err := flags.Check(a.engine); err != nil {
		return err
	}
	plan, err := planner.ReadPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	if err := a.offline.Signable(plan, flags); err != nil {
		return err
	}
	if err := execution.RefuseSafePlan(plan, path); err != nil {
		return err
	}
	nonces, err := offline.ParseNonces(flags.Nonces, plan)
	if err != nil {
		return err
	}
	checked, err := a.offline.PlanOffline(plan, &flags.Sending.Override)
	if err != nil {
		return err
	}
	if err := execution.RefuseApart(checked); err != nil {
		return err
	}
	made := offline.Signings(plan, nonces, &flags.Sending.Offer)
	a.offline.HoldBack(plan, made)
	if flags.Raw {
		v, err := offline.NewUnsignedView(plan, made)
		if err != nil {
			return err
		}
		v.Offline = offline.NewOfflineView(checked)
		return a.show(v)
	}
	signed, err := a.offline.SignAll(cmd.Context(), checked, made, flags)
	if err != nil {
		return err
	}
	v, err := offline.LeaveSigned(plan, signed, checked, flags, nodeLine(cmd, "send", flags.Out))
	return a.showResult(v, err)
}
