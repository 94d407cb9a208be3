package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.model.FileChange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A repository in memory: commits, refs and their logs. Reads as the real one does. Not thread-safe. */
final class FakeGit implements CommitReader {
    private final Random hashes;
    private final Map<String, CommitInfo> commits = new HashMap<>();
    private final Map<String, Map<String, String>> trees = new HashMap<>();
    private final Map<String, String> refs = new TreeMap<>();
    private final Map<String, Integer> moves = new HashMap<>();
    private final Map<String, List<Move>> logs = new HashMap<>();

    /** An entry of a log. */
    private record Move(@Nullable String from, String to) {
        Stream<String> ends() {
            return from == null ? Stream.of(to) : Stream.of(to, from);
        }
    }

    FakeGit(long seed) {
        this.hashes = new Random(seed);
    }

    /** Writes a commit that nothing points to. A file whose text is null is deleted. */
    String write(List<String> parents, String message, Map<String, String> files, Instant at) {
        byte[] bytes = new byte[20];
        hashes.nextBytes(bytes);
        String hash = HexFormat.of().formatHex(bytes);
        Map<String, String> tree = new TreeMap<>(parents.isEmpty() ? Map.of() : tree(parents.get(0)));
        files.forEach((path, text) -> {
            if (text == null) {
                tree.remove(path);
            } else {
                tree.put(path, text);
            }
        });
        commits.put(hash, new CommitInfo(hash, parents, message, at));
        trees.put(hash, tree);
        return hash;
    }

    Map<String, String> tree(String hash) {
        return trees.get(hash);
    }

    /** Points a ref somewhere, with an entry in its log. */
    void move(String ref, String hash) {
        String full = full(ref);
        String before = refs.put(full, hash);
        moves.merge(full, 1, Integer::sum);
        logs.computeIfAbsent(full, name -> new ArrayList<>()).add(new Move(before, hash));
    }

    /** Deletes a ref and its log. */
    void delete(String ref) {
        refs.remove(full(ref));
        logs.remove(full(ref));
    }

    /** Forgets what no ref and no log reaches. */
    void prune() {
        List<String> heads = new ArrayList<>(refs.values());
        logs.values().forEach(log -> log.forEach(move -> move.ends().forEach(heads::add)));
        Set<String> kept = reachable(heads);
        commits.keySet().retainAll(kept);
        trees.keySet().retainAll(kept);
    }

    void expireLogs() {
        logs.forEach((ref, log) -> log.clear());
    }

    private static String full(String ref) {
        return ref.startsWith("refs/") ? ref : "refs/heads/" + ref;
    }

    @Override
    public Optional<String> tip(String ref) {
        return Optional.ofNullable(refs.get(full(ref)));
    }

    @Override
    public List<CommitInfo> newCommits(String tip, Collection<String> excluded, int limit) {
        require(tip);
        if (limit < 1) {
            throw new IllegalArgumentException("A page of commits holds at least one, not " + limit);
        }
        return page(List.of(tip), excluded, limit);
    }

    @Override
    public List<CommitInfo> lostCommits(Collection<String> heads, Collection<String> excluded, int limit) {
        return page(heads, excluded, limit);
    }

    private List<CommitInfo> page(Collection<String> heads, Collection<String> excluded, int limit) {
        Set<String> done = reachable(excluded);
        List<CommitInfo> page = new ArrayList<>();
        for (String head : heads) {
            if (commits.containsKey(head)) {
                parentsFirst(head, done, page);
            }
        }
        return page.size() > limit ? List.copyOf(page.subList(0, limit)) : page;
    }

    private void parentsFirst(String head, Set<String> done, List<CommitInfo> page) {
        Deque<String> open = new ArrayDeque<>();
        open.push(head);
        while (!open.isEmpty()) {
            CommitInfo commit = commits.get(open.peek());
            Optional<String> next = commit.parents().stream()
                    .filter(parent -> !done.contains(parent))
                    .findFirst();
            if (next.isPresent()) {
                open.push(next.get());
            } else {
                open.pop();
                if (done.add(commit.hash())) {
                    page.add(commit);
                }
            }
        }
    }

    private Set<String> reachable(Collection<String> heads) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(heads);
        while (!open.isEmpty()) {
            CommitInfo commit = commits.get(open.pop());
            if (commit != null && found.add(commit.hash())) {
                open.addAll(commit.parents());
            }
        }
        return found;
    }

    @Override
    public Set<String> ownCommits(String tip, Collection<String> excluded, String other) {
        require(tip);
        require(other);
        List<CommitInfo> all = page(List.of(tip), excluded, Integer.MAX_VALUE);
        Set<String> brought = reachable(List.of(other));
        Set<String> fresh = new HashSet<>();
        Set<String> own = new HashSet<>();
        for (CommitInfo commit : all) {
            fresh.add(commit.hash());
            if (!brought.contains(commit.hash())) {
                own.add(commit.hash());
            }
        }
        String next = tip;
        while (fresh.contains(next)) {
            own.add(next);
            List<String> parents = commits.get(next).parents();
            next = parents.isEmpty() ? "" : parents.get(0);
        }
        return own;
    }

    @Override
    public List<FileChange> changes(String commitHash) {
        require(commitHash);
        List<String> parents = commits.get(commitHash).parents();
        return TreeDifference.between(parents.isEmpty() ? Map.of() : tree(parents.get(0)), tree(commitHash))
                .changes();
    }

    @Override
    public Optional<CommitInfo> commit(String hash) {
        return Optional.ofNullable(commits.get(hash));
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        return commits.containsKey(ancestor) && reachable(List.of(descendant)).contains(ancestor);
    }

    @Override
    public Optional<String> mergeBase(String a, String b) {
        require(a);
        require(b);
        Set<String> common = reachable(List.of(a));
        common.retainAll(reachable(List.of(b)));
        return common.stream()
                .sorted()
                .filter(hash -> common.stream().noneMatch(other -> !other.equals(hash) && isAncestor(hash, other)))
                .findFirst();
    }

    @Override
    public Set<String> changedPaths(String from, String to, int limit) {
        require(from);
        require(to);
        Set<String> paths = new TreeSet<>(tree(from).keySet());
        paths.addAll(tree(to).keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(tree(from).get(path), tree(to).get(path)))
                .limit(limit)
                .collect(Collectors.toSet());
    }

    @Override
    public String diffStat(String from, String to, int maxChars) {
        require(from);
        require(to);
        return TreeDifference.between(tree(from), tree(to)).stat(maxChars);
    }

    @Override
    public List<String> reflog(String ref, int limit) {
        List<Move> log = new ArrayList<>(logs.getOrDefault(full(ref), List.of()));
        Collections.reverse(log);
        return log.stream().flatMap(Move::ends).distinct().limit(limit).toList();
    }

    @Override
    public String reflogMark(String ref) {
        boolean kept = !logs.getOrDefault(full(ref), List.of()).isEmpty();
        return kept ? "move " + moves.get(full(ref)) : "";
    }

    private void require(String hash) {
        if (!commits.containsKey(hash)) {
            throw new RepositoryException("Could not read commit " + hash + ": it is not there");
        }
    }
}
