"""Looks up every name that a template uses in the table of variables, also in branches that a trial run would not reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from jinja2 import nodes

from lipctl.templates.jinja_errors import unknown_name
from lipctl.templates.problems import Problem
from lipctl.templates.sandbox import Sandbox
from lipctl.templates.source import Source
from lipctl.templates.variables import Groups, Kind

_GLOBALS = frozenset({"range", "namespace", "loop", "varargs", "kwargs", "caller"})
_SAME = frozenset({"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"})


class Shape(NamedTuple):
    """What an expression gives: its kind, and for a group or list what it consists of."""

    kind: Kind
    of: str = ""


_TEXT = Shape(Kind.TEXT)
Scope = dict[str, Shape | None]
"""What each name gives; None where only running the template would show that."""


def unknown_names(environment: Sandbox, source: Source, groups: Groups, own: Collection[str] = ()) -> list[Problem]:
    """A problem for each name that none of the variables has, with the tag and the place; ``own`` are names of lipctl's own code."""
    lookup = _Lookup(source, groups, _GLOBALS.union(own))
    lookup.walk(environment.parse(source.text), lookup.shapes(""))
    return lookup.problems


@dataclass(slots=True)
class _Lookup:
    source: Source
    groups: Groups
    globals: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def walk(self, node: nodes.Node, scope: Scope) -> None:
        """Check a node and what is below it; names that it sets hold for what follows in the same scope."""
        match node:
            case nodes.For():
                self.loop(node, scope)
            case nodes.Assign():
                scope |= _targets(node.target, self.resolve(node.node, scope))
            case nodes.AssignBlock():
                self.walk_all(node.body, dict(scope))
                scope |= _targets(node.target, _TEXT)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    inner |= _targets(target, self.resolve(value, scope))
                self.walk_all(node.body, inner)
            case nodes.Macro():
                scope[node.name] = None
                self.walk_all(node.body, scope | {arg.name: None for arg in node.args})
            case _:
                self.resolve(node, scope)

    def loop(self, node: nodes.For, scope: Scope) -> None:
        """Check a loop, whose target is one item of what it goes through."""
        inner = scope | _targets(node.target, _item(self.resolve(node.iter, scope)))
        self.walk_all([*node.body, *([node.test] if node.test else [])], inner)
        self.walk_all(node.else_, scope)

    def walk_all(self, children: Iterable[nodes.Node], scope: Scope) -> None:
        """Check several nodes that share a scope."""
        for child in children:
            self.walk(child, scope)

    def resolve(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """Note unknown names in an expression. Returns what it gives, None where only running it would show that."""
        found: Shape | None = None
        match node:
            case nodes.Name() if node.name in scope:
                found = scope[node.name]
            case nodes.Name() if node.name not in self.globals:
                self.complain(node.name, scope, node.lineno)
            case nodes.Getattr():
                found = self.member(self.resolve(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                found = self.member(self.resolve(node.node, scope), name, node.lineno)
            case nodes.Getitem():
                self.walk(node.arg, scope)
                found = _item(self.resolve(node.node, scope))
            case nodes.Filter(node=nodes.Expr() as inner) if node.name in _SAME:
                found = self.resolve(inner, scope)
            case _:
                self.walk_all(node.iter_child_nodes(), scope)
        return found

    def member(self, owner: Shape | None, name: str, line: int) -> Shape | None:
        """A variable of a group; a text, number or list has none."""
        if owner is None:
            return None
        known = self.shapes(owner.of) if owner.kind is Kind.GROUP else {}
        if name not in known:
            self.complain(name, known, line)
        return known.get(name)

    def shapes(self, owner: str) -> Scope:
        """What the variables of a group give."""
        return {name: Shape(variable.kind, variable.of) for name, variable in self.groups.get(owner, {}).items()}

    def complain(self, name: str, known: Scope, line: int) -> None:
        """Note an unknown name where it stands."""
        place = min(line, len(self.source.spots)) - 1
        self.problems.append(unknown_name(name, known, self.source.tags[place], self.source.spots[place]))


def _item(shape: Shape | None) -> Shape | None:
    """What a loop over this gives."""
    if shape is None or shape.kind is not Kind.LIST:
        return None
    return Shape(Kind.GROUP, shape.of) if shape.of else _TEXT


def _targets(target: nodes.Node, value: Shape | None) -> Scope:
    if isinstance(target, nodes.Name):
        return {target.name: value}
    return dict.fromkeys((name.name for name in target.find_all(nodes.Name)), None)
