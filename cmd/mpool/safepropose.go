package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/offline"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safeservice"
)

// safeProposeFlags say for which nonce.
type safeProposeFlags struct {
	nonce  ownNonce
	safe   safeFlags
	queued queue.Name
	yes    bool
}

func newSafePropose(a *app) *cobra.Command {
	var flags safeProposeFlags
	cmd := &cobra.Command{
		Use:   "propose PLAN|BATCH SIGNATURE... | --from-queue NONCE|HASH SIGNATURE...",
		Short: "Give owners' signatures to a Safe transaction service",
		Long: withExitCodes(`propose puts what a Safe shall do, with signatures of its owners, where the other
owners' programs look for it: into the transaction service that is configured. The
hash is computed here, and the service has to show the very same transaction under
it afterwards: another hash is refused. What the service has already is not
proposed again, so that it may be run again after any error. A signature is what
mpool safe exec takes, of a key or, as OWNER=0x…, of a contract. With --from-queue
signatures are added to what waits there already, for the Safe of the configured pool.

The service's key is read from SAFE_TRANSACTION_SERVICE_API_KEY.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe propose plan.json alice.json --service https://api.safe.global/tx-service/eth
  mpool safe propose plan.json alice.json bob.json
  mpool safe propose batch.json 0x… --nonce 12
  mpool safe propose --from-queue 12 carol.json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if flags.queued.Given {
				return cobra.MinimumNArgs(1)(cmd, args)
			}
			return cobra.MinimumNArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safePropose(cmd, args, &flags)
		},
	}
	cmd.Flags().Var(nonceFlag{&flags.nonce}, "nonce", "nonce of the Safe's transaction; that of the first signature file if unset")
	cmd.Flags().BoolVarP(&flags.yes, "yes", "y", false, "propose without asking")
	addSafeFlags(&flags.safe, cmd.Flags())
	addQueuedFlag(&flags.queued, cmd.Flags(), "add the signatures to what waits at the transaction service, by its nonce or its safeTxHash")
	return cmd
}

// openService makes a client of the transaction service that is configured.
func (a *app) openService() (*safeservice.Client, error) {
	if a.settings.SafeService == "" {
		return nil, failure.Usage("no transaction service is named").WithHint("add --service URL, or set MPOOL_SAFE_TRANSACTION_SERVICE or safe_transaction_service in the configuration")
	}
	key, _ := a.opener.SecretEnv("SAFE_TRANSACTION_SERVICE_API_KEY")
	service, err := safeservice.New(a.settings.SafeService, key)
	if err != nil {
		return nil, failure.Usage("%s", err).Because(err)
	}
	return service, nil
}

func (a *app) safePropose(cmd *cobra.Command, args []string, flags *safeProposeFlags) error {
	service, err := a.openService()
	if err != nil {
		return err
	}
	defer service.Close()
	job, words, err := a.openToPropose(cmd, args, flags)
	if err != nil {
		return err
	}
	defer job.Client.Close()
	tx, hashes, err := job.transaction(flags.nonce.or(firstNonce(words, job.nextNonce())))
	if err != nil {
		return err
	}
	if tx.Nonce < job.Safe.Nonce {
		return failure.New(failure.Refused, "safe.nonce", "nonce %d of the Safe is used: its next one is %d", tx.Nonce, job.Safe.Nonce).WithHint("have it signed again")
	}
	if err := job.forTurn(tx.Nonce); err != nil {
		return err
	}
	signatures, err := a.ownersSignatures(cmd.Context(), job, tx, hashes, words)
	if err != nil {
		return err
	}
	if err := a.showSigning(cmd.Context(), job, signing{tx: tx, hashes: hashes, named: flags.nonce.given || flags.queued.Given, yes: flags.yes, flags: &flags.safe,
		ask: fmt.Sprintf("propose transaction %d of the Safe %s to %s?", tx.Nonce, job.Safe.Address, service)}); err != nil {
		return err
	}
	v := &queue.Proposed{Service: fmt.Sprint(service), ChainID: job.ChainID, Safe: job.Safe.Address, Nonce: tx.Nonce, Hashes: hashes, Signatures: []queue.ProposedSignature{}, Elsewhere: job.elsewhere}
	if job.Proposal != nil {
		v.Next = safeLine(cmd, "safe queue", job.Proposal.Before.Pool.Address.Hex())
	}
	if err := a.proposeEach(cmd.Context(), service, job, tx, signatures, v); err != nil {
		return err
	}
	return a.show(v)
}

// openToPropose is what is proposed, and the words that are signatures.
func (a *app) openToPropose(cmd *cobra.Command, args []string, flags *safeProposeFlags) (*safeJob, []string, error) {
	if flags.queued.Given {
		job, err := a.openToSign(cmd.Context(), nextOf(cmd), nil, &flags.safe, flags.queued, flags.nonce)
		return job, args, err
	}
	job, err := a.openSafeJob(cmd.Context(), nextOf(cmd), args[0], &flags.safe)
	return job, args[1:], err
}

// firstNonce is that of the first signature file, or the Safe's next one.
func firstNonce(words []string, next uint64) uint64 {
	for _, word := range words {
		text, err := files.Read(nil, word, offline.LongestFile)
		if err != nil {
			continue // no file, or one that is complained of later
		}
		if f, err := safe.ReadSignature(bytes.NewReader(text)); err == nil {
			return f.Nonce()
		}
	}
	return next
}

// ownersSignatures are of owners, and hold: keys' are recovered, contracts asked.
func (a *app) ownersSignatures(ctx context.Context, job *safeJob, tx safe.Transaction, hashes safe.Hashes, words []string) ([]safe.Signature, error) {
	var list []safe.Signature
	for _, word := range words {
		s, err := a.ownersSignature(ctx, job, tx, hashes, word)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// asServiceKeeps is a signature as services keep it: of a contract with the contract,
// as checkNSignatures reads it.
func asServiceKeeps(s safe.Signature) []byte {
	if s.Way == safe.ByContract {
		return safe.Pack([]safe.Signature{s})
	}
	return s.Bytes
}

// proposeEach gives the service one signature after the other. The first that it
// does not take ends it, and what it took is shown.
func (a *app) proposeEach(ctx context.Context, service *safeservice.Client, job *safeJob, tx safe.Transaction, signatures []safe.Signature, v *queue.Proposed) error {
	for _, s := range signatures {
		a.isOut("the transaction service may have the proposal and signatures")
		outcome, err := service.Propose(ctx, job.version, job.ChainID, safeservice.Proposal{
			Safe: job.Safe.Address, Transaction: tx, Hash: v.Hashes.SafeTx, Owner: s.Owner, Signature: asServiceKeeps(s), Origin: "mpool",
		})
		if err != nil {
			return queue.NotProposed(err, v)
		}
		v.Signatures = append(v.Signatures, queue.ProposedSignature{Owner: s.Owner, Outcome: outcome})
	}
	return nil
}
