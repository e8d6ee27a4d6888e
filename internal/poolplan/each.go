package poolplan

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/inspect"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// Each is a request to compare several pools with their files.
type Each struct {
	Nodes *planner.Nodes
	// Dir is the folder for a plan of each pool; empty: compare only.
	Dir   string
	Terms planner.Terms // terms of the plans
	Plans bool          // mpool pool apply follows and is named as the next command
	// Key returns the flag of the key of a pool's owner, with a blank before it.
	Key func(*ops.Snapshot) string
}

// Each compares several pools with their files, and plans each if Dir is set.
func (k *Keeper) Each(ctx context.Context, e Each, paths []string) (*Table, error) {
	names, err := e.names(paths)
	if err == nil {
		err = k.Distinct(ctx, paths)
	}
	if err != nil {
		return nil, err
	}
	read := k.readTogether(ctx, e, paths)
	defer read.close()
	all := new(Table)
	for i, path := range paths {
		all.add(path, func() (Row, error) { return k.one(ctx, e, read, path, names[i]) })
	}
	if e.Plans || e.Dir == "" {
		all.Next = all.applies(e.Key)
	}
	return all, nil
}

// names returns the file names of the plans, each after its pool file. It refuses two pool files with
// the same name in different folders, whose plans would overwrite each other.
func (e Each) names(paths []string) ([]string, error) {
	names, seen := make([]string, len(paths)), map[string]string{}
	if e.Dir == "" {
		return names, nil
	}
	for i, path := range paths {
		name := planName(path)
		if first, twice := seen[name]; twice {
			return nil, failure.Usage("%s and %s would both write %s", text.Quote(first), text.Quote(path), text.Quote(name)).WithHint("plan them in two runs with different folders")
		}
		seen[name] = path
		names[i] = filepath.Join(e.Dir, name)
	}
	if err := os.MkdirAll(e.Dir, 0o755); err != nil {
		return nil, failure.Usage("--out: %s", folderWords(e.Dir, err)).Because(err).WithHint("with several pool files --out is a folder: --out plans/")
	}
	return names, nil
}

// planName returns the name of the plan of a pool file.
func planName(path string) string {
	base := filepath.Base(path)
	if base == "-" {
		base = "pool" // standard input
	}
	return strings.TrimSuffix(base, filepath.Ext(base)) + ".json"
}

// OutOf returns the file for the plan of one pool file. If out ends with a slash or is a folder, the plan
// has the pool file's name in that folder, as with several pool files.
func OutOf(out, path string) (string, error) {
	if out == "" {
		return "", nil
	}
	if info, err := os.Stat(out); !os.IsPathSeparator(out[len(out)-1]) && (err != nil || !info.IsDir()) {
		return out, nil
	}
	names, err := Each{Dir: out}.names([]string{path})
	if err != nil {
		return "", err
	}
	return names[0], nil
}

func folderWords(dir string, err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return "cannot create the folder " + text.Quote(dir) + ": " + at.Err.Error()
	}
	return "cannot create the folder " + text.Quote(dir)
}

// one compares one pool with its file at the newest block, and writes its plan if a file is named.
func (k *Keeper) one(ctx context.Context, e Each, read *together, path, plan string) (row Row, err error) {
	file, err := k.Read(ctx, path)
	if err != nil {
		return row, err
	}
	asked := e.Nodes.Settings.Chain
	defer func() { e.Nodes.Settings.Chain = asked }() // the next file may be for another chain
	args, err := file.Pool(e.Nodes.Settings)
	if err != nil {
		return row, err
	}
	client, before, done, err := k.ground(ctx, e, args, read)
	if err != nil {
		return row, err
	}
	defer done()
	of := planview.PoolOf(before)
	row.Tvl = inspect.TvlWords(before)
	if row.Pool = &of; plan != "" {
		return k.planned(ctx, e, client, before, file, row, plan)
	}
	if row.View, err = k.Compare(ctx, client, before, file); err == nil && len(row.Refusals) > 0 {
		err = refusal(row.View)
	}
	return row, err
}

// planned writes a plan. It also writes one with nothing to do, so that an older plan in the same file
// is not sent by mistake.
func (k *Keeper) planned(ctx context.Context, e Each, client *chain.Client, before *ops.Snapshot, f *File, row Row, name string) (Row, error) {
	v, op, err := k.Make(ctx, client, before, f, e.Terms.Override)
	if row.View = v; err != nil {
		return row, err
	}
	p, err := k.Plans.Propose(ctx, client, before, op, e.Terms)
	if err != nil {
		return row, v.Refused(err, e.Terms.Override)
	}
	v.Became(p)
	if err := planner.WritePlan(name, p.Plan); err != nil {
		return row, err
	}
	row.Plan, row.Headline = name, p.View.Headline
	return row, nil
}
