// Package schema makes the JSON schema of the output of --json, from the Go types.
// docs/mpool.schema.json is its output.
package schema

import (
	"reflect"
	"slices"
	"strings"

	"mpool/internal/doctor"
	"mpool/internal/execution"
	"mpool/internal/explain"
	"mpool/internal/inspect"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/poolplan"
	"mpool/internal/recipe"
	"mpool/internal/render"
	"mpool/internal/report"
	"mpool/internal/request"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
	"mpool/internal/setup"
)

// Kind is a type of data in a document.
type Kind struct {
	Name     string
	Commands []string // the commands that write it on success; "operation" stands for every operation
	of       reflect.Type
}

// Operation stands for every command that plans and sends an operation.
const Operation = "operation"

// Kinds lists all kinds by name.
func Kinds() []Kind {
	result := func(function any) reflect.Type { return reflect.TypeOf(function).Out(0) }
	return []Kind{
		{"allowlist", []string{"allowlist show"}, reflect.TypeFor[planner.Allowlist]()},
		{"allowlist_check", []string{"allowlist check"}, result((*inspect.Reader).CheckAllowlist)},
		{"aum_fee", []string{"aum-fee show"}, result(inspect.NewAumFeeView)},
		{"backtest", []string{"backtest"}, reflect.TypeFor[report.Backtest]()},
		{"breakers", []string{"breakers show"}, result(inspect.NewBreakersView)},
		{"cancelled", []string{"tx cancel", "resume"}, reflect.TypeFor[execution.Cancelled]()},
		{"devnet", []string{"devnet"}, result(render.NewDevnetView)},
		{"doctor", []string{"doctor"}, reflect.TypeFor[doctor.View]()},
		{"dry_run", []string{"dry-run"}, reflect.TypeFor[report.View]()},
		{"explanation", []string{"explain"}, reflect.TypeFor[explain.View]()},
		{"file", []string{"pool import", "pool fmt", "recipe apply"}, reflect.TypeFor[poolplan.Written]()},
		{"history", []string{"history"}, reflect.TypeFor[inspect.HistoryView]()},
		{"nothing_left", []string{"resume", "tx bump", "tx cancel", "tx close"}, reflect.TypeFor[execution.NothingLeft]()},
		{"outcome", []string{Operation, "resume", "send", "safe exec", "tx bump", "tx cancel", "pool apply", "recipe apply"}, reflect.TypeFor[execution.Outcome]()},
		{"plan", []string{Operation, "resume", "send", "safe exec", "safe export", "pool plan", "pool apply", "recipe apply"}, reflect.TypeFor[planview.View]()},
		{"pool_files", []string{"pool plan", "pool drift"}, reflect.TypeFor[poolplan.Table]()},
		{"pool_files_valid", []string{"pool validate"}, reflect.TypeFor[poolplan.Valid]()},
		{"position", []string{"position"}, reflect.TypeFor[inspect.PositionView]()},
		{"feeds", []string{"feeds suggest"}, reflect.TypeFor[inspect.FeedsView]()},
		{"quote", []string{"quote"}, reflect.TypeFor[inspect.QuoteView]()},
		{"quotes", []string{"quote"}, reflect.TypeFor[inspect.ProfileView]()},
		{"recipe", []string{"recipe show"}, reflect.TypeFor[recipe.Recipe]()},
		{"recipes", []string{"recipe list"}, reflect.TypeFor[recipe.List]()},
		{"safe_check", []string{"safe check"}, reflect.TypeFor[review.View]()},
		{"safe_hash", []string{"safe hash"}, reflect.TypeFor[signing.HashView]()},
		{"safe_proposal", []string{"safe propose", "safe sign", "pool apply"}, reflect.TypeFor[queue.Proposed]()},
		{"safe_queue", []string{"safe queue"}, reflect.TypeFor[queue.View]()},
		{"safe_signature", []string{"safe sign"}, result(signing.NewSafeSignedView)},
		{"setup", []string{"init"}, reflect.TypeFor[setup.View]()},
		{"signed", []string{"sign"}, reflect.TypeFor[offline.SignedView]()},
		{"status", []string{"status"}, reflect.TypeFor[inspect.StatusView]()},
		{"statuses", []string{"status"}, reflect.TypeFor[inspect.StatusesView]()},
		{"stress", []string{"backtest stress"}, reflect.TypeFor[report.Stress]()},
		{"transaction_record", []string{"tx show"}, reflect.TypeFor[execution.OperationView]()},
		{"transaction_records", []string{"tx list"}, reflect.TypeFor[execution.TxListView]()},
		{"unsigned", []string{Operation, "sign", "send", "recipe apply"}, reflect.TypeFor[offline.UnsignedView]()},
		{"wait", []string{"wait"}, reflect.TypeFor[inspect.WaitView]()},
		{"warp", []string{"devnet warp"}, reflect.TypeFor[render.Warp]()},
	}
}

// KindsOf lists the kinds that a command can write on success.
func KindsOf(command string) (names []string) {
	isOperation := command == "create" || slices.ContainsFunc(request.Names(), func(h request.Help) bool { return h.Name == command })
	for _, kind := range Kinds() {
		if slices.Contains(kind.Commands, command) || isOperation && slices.Contains(kind.Commands, Operation) {
			names = append(names, kind.Name)
		}
	}
	return names
}

// CommandOf returns the longest beginning of words that is a command with documents; empty if there is
// none.
func CommandOf(words []string) string {
	for n := min(2, len(words)); n > 0; n-- {
		if command := strings.Join(words[:n], " "); len(KindsOf(command)) > 0 {
			return command
		}
	}
	return ""
}
