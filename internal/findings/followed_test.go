package findings

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// texts returns the possible constant values of an expression, and the parts that it cannot follow.
func (s *source) texts(e expr, depth int) (found, open []string) {
	if e.node == nil || depth > 12 {
		return nil, []string{"too deep"}
	}
	if v := e.of.TypesInfo.Types[e.node].Value; v != nil && v.Kind() == constant.String {
		return []string{constant.StringVal(v)}, nil
	}
	switch n := e.node.(type) {
	case *ast.ParenExpr:
		return s.texts(expr{e.of, e.in, n.X, e.at}, depth+1)
	case *ast.Ident:
		return s.ofVariable(e, n, depth)
	case *ast.CallExpr:
		if f, known := s.functions[called(e.of, n)]; known {
			return s.results(f, e.at, depth)
		}
	case *ast.BinaryExpr:
		return s.joined(e, n, depth)
	}
	return nil, []string{e.of.PkgPath[len("mpool/"):] + ": " + types.ExprString(e.node)}
}

// ofVariable follows the arguments passed for a parameter, or the values assigned to a variable.
func (s *source) ofVariable(e expr, id *ast.Ident, depth int) (found, open []string) {
	object := e.of.TypesInfo.ObjectOf(id)
	if e.in != nil {
		if at := parameter(e.of, e.in, object); at >= 0 {
			f := e.of.TypesInfo.Defs[e.in.Name].(*types.Func)
			for _, c := range s.calls[f.FullName()] {
				more, left := s.texts(expr{c.of, c.in, c.node.Args[at], 0}, depth+1)
				found, open = append(found, more...), append(open, left...)
			}
		}
	}
	for _, set := range s.assigned[object] {
		more, left := s.texts(set, depth+1)
		found, open = append(found, more...), append(open, left...)
	}
	if len(found)+len(open) == 0 {
		open = []string{e.of.PkgPath[len("mpool/"):] + ": " + id.Name}
	}
	return found, open
}

func parameter(p *packages.Package, in *ast.FuncDecl, object types.Object) int {
	at := 0
	for _, field := range in.Type.Params.List {
		for _, name := range field.Names {
			if p.TypesInfo.Defs[name] == object {
				return at
			}
			at++
		}
	}
	return -1
}

// results follows one result of a function.
func (s *source) results(f function, at, depth int) (found, open []string) {
	add := func(e expr) {
		more, left := s.texts(e, depth+1)
		found, open = append(found, more...), append(open, left...)
	}
	ast.Inspect(f.node.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			switch {
			case len(n.Results) == 0: // a named result, which is assigned
				results := f.node.Type.Results.List
				if at < len(results) && len(results[at].Names) > 0 {
					add(expr{f.of, f.node, results[at].Names[0], 0})
				}
			case at < len(n.Results):
				add(expr{f.of, f.node, n.Results[at], 0})
			default:
				add(expr{f.of, f.node, n.Results[0], at})
			}
		}
		return true
	})
	return found, open
}

// joined returns all combinations of two texts.
func (s *source) joined(e expr, n *ast.BinaryExpr, depth int) (found, open []string) {
	left, openLeft := s.texts(expr{e.of, e.in, n.X, 0}, depth+1)
	right, openRight := s.texts(expr{e.of, e.in, n.Y, 0}, depth+1)
	for _, a := range left {
		for _, b := range right {
			found = append(found, a+b)
		}
	}
	return found, append(openLeft, openRight...)
}
