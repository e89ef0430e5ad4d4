#!/usr/bin/env python3
"""Trains the weights by which the page reader tells an article's text from what stands around it.

usage: train_pages.py FOLDER --tool PAGELAB --weights OUTPUT [--folds K] [--only K] [--swift FILE]

FOLDER holds index.jsonl, a line a page: {"id", "file", "url", "gt": {"body": TEXT, …}}, and the pages that it names.
PAGELAB is the program of that name in this package (swift build -c release --product PageLab): it measures the blocks
of a page with the reader's own code, so that training and reading cannot part.

Without --folds the weights are trained on all pages and written to OUTPUT; with --swift they are written as source code
as well. With --folds K each K-th of the sites is held out once: the weights of the rest are used on it, and the mean
score over all pages is printed. Nothing is tuned on the held-out pages.

The same pages, program and libraries give the same weights to the last digit: one thread, fixed seeds.
Needs numpy and scikit-learn (PyPI).
"""
import argparse, collections, hashlib, json, os, re, subprocess, sys, tempfile, urllib.parse

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

TOKEN = re.compile(r"\w+", re.U)
INNER_FOLDS = 3
# How many of the blocks that are not an article's are taken; they outnumber the others.
NEGATIVES = (0.4, 0.5)


def measure(tool, command, lines, width_of):
    """Runs the program over pages and yields (file, rows) and, for features, the blocks' texts."""
    with tempfile.TemporaryFile() as given:
        given.write("".join(line + "\n" for line in lines).encode())
        given.seek(0)
        run = subprocess.Popen([tool, command], stdin=given, stdout=subprocess.PIPE)
        names = run.stdout.readline().decode().split()
        width_of.append(names)
        while header := run.stdout.readline():
            path, count = header.decode().rstrip("\n").split("\t")
            count = int(count)
            rows = np.frombuffer(run.stdout.read(4 * count * len(names)), dtype="<f4").reshape(count, len(names))
            texts = [run.stdout.readline().decode()[:-1] for _ in range(count)] if command == "features" else None
            yield path, rows, texts
        if run.wait():
            sys.exit("%s %s failed" % (tool, command))


def labels(texts, body):
    """How much of each block stands in the expected text, by shingles of four words."""
    words = TOKEN.findall(body)
    shingles = {tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))}
    joined = " " + " ".join(words) + " "
    shares = []
    for text in texts:
        own = TOKEN.findall(text)
        if len(own) >= 4:
            found = sum(tuple(own[i:i + 4]) in shingles for i in range(len(own) - 3))
            shares.append(found / (len(own) - 3))
        else:
            shares.append(float(bool(own) and " " + " ".join(own) + " " in joined))
    return np.array(shares, dtype=np.float32)


class Example:
    """A page, measured and labelled."""

    def __init__(self, row, rows, texts):
        self.path, self.rows = row["path"], rows
        self.decided = np.array([text[0] == "1" for text in texts], dtype=bool)
        texts = [text[1:] for text in texts]
        share = labels(texts, row["gt"]["body"])
        self.good = share >= 0.6
        self.usable = len(texts) > 0 and share.max(initial=0) >= 0.5
        # A long block counts more than a short one, and all pages the same.
        lengths = np.array([min(400, len(text)) for text in texts], dtype=float)
        self.weights = np.sqrt(lengths + 5) / np.sqrt(lengths.sum() + 1)
        # What a site's address says of it: pages of one site are held out together.
        self.site = row["site"]


def sample(examples, tables, share, seed):
    """The rows to train on, with labels and weights."""
    random = np.random.default_rng(seed)
    xs, ys, ws = [], [], []
    for example, table in zip(examples, tables):
        if not example.usable:
            continue
        keep = (example.good | (random.random(len(table)) < share)) & ~example.decided
        xs.append(table[keep])
        ys.append(example.good[keep])
        ws.append(np.where(example.good, example.weights, example.weights / share)[keep])
    w = np.concatenate(ws)
    return np.vstack(xs), np.concatenate(ys), w * len(w) / w.sum()


def fit_linear(x, y, w, strength=0.3, rounds=12):
    """Logistic regression with a squared penalty, by Newton's method; weights for the features as they are."""
    x = x.astype(np.float64)
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    x = (x - mean) / deviation
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.full(x.shape[1], 1 / strength)
    penalty[-1] = 1e-9
    beta = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (p - y)) + penalty * beta
        curvature = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    weights = beta[:-1] / deviation
    return weights, beta[-1] - (mean * weights).sum()


def fit_trees(x, y, w, trees=120, seed=1):
    model = HistGradientBoostingClassifier(
        max_iter=trees, max_leaf_nodes=12, learning_rate=0.08, l2_regularization=1.0, min_samples_leaf=60,
        early_stopping=False, random_state=seed)
    model.fit(x, y, sample_weight=w)
    return model


def linear_scores(linear, rows):
    return (rows.astype(np.float64) @ linear[0] + linear[1]).astype(np.float32)


def second_tables(tool, examples, scores):
    lines = [e.path + "\t" + " ".join("%.9g" % s for s in page) for e, page in zip(examples, scores)]
    names = []
    return [rows for _, rows, _ in measure(tool, "second", lines, names)], names[0]


def train(tool, examples, names, note):
    """Both passes; returns the weights as text."""
    tables = [e.rows for e in examples]
    sites = sorted({e.site for e in examples})
    fold = {site: int(hashlib.sha256(site.encode()).hexdigest(), 16) % INNER_FOLDS for site in sites}
    scores = [None] * len(examples)
    # The second pass learns from scores that the first gives to pages it has not seen.
    for k in range(INNER_FOLDS):
        seen = [i for i, e in enumerate(examples) if fold[e.site] != k]
        linear = fit_linear(*sample([examples[i] for i in seen], [tables[i] for i in seen], NEGATIVES[0], 1))
        for i, e in enumerate(examples):
            if fold[e.site] == k:
                scores[i] = linear_scores(linear, e.rows)
    linear = fit_linear(*sample(examples, tables, NEGATIVES[0], 1))
    seconds, second_names = second_tables(tool, examples, scores)
    trees = fit_trees(*sample(examples, seconds, NEGATIVES[1], 2))
    return text_of(linear, names, trees, second_names, note)


def text_of(linear, names, trees, second_names, note):
    lines = ["# " + line for line in note]
    lines.append("linear %.6g" % linear[1])
    lines += ["%s %.6g" % (name, weight) for name, weight in zip(names, linear[0]) if abs(weight) > 1e-9]
    lines.append("trees %.6g" % float(np.ravel(trees._baseline_prediction)[0]))
    for (predictor,) in trees._predictors:
        lines.append("tree")
        for node in predictor.nodes:
            if node["is_leaf"]:
                lines.append("= %.5g" % node["value"])
            else:
                lines.append("%s %.7g %d %d" % (
                    second_names[node["feature_idx"]], node["num_threshold"], node["left"], node["right"]))
    return "\n".join(lines) + "\n"


def swift_of(text):
    """The weights as source code: several to a line, which the reader of weights parts again."""
    lines, current = [], ""
    for item in text.rstrip("\n").split("\n"):
        if item.startswith("#") or current.startswith("#") or len(current) + len(item) + 10 > 118:
            lines.append(current)
            current = item
        else:
            current = current + "; " + item if current else item
    lines.append(current)
    body = "\n".join("        " + line for line in lines if line)
    return ("/// The weights of ``PageModel``, written by Tools/train_pages.py; the first lines say from what.\n"
            "enum PageWeights {\n    static let text = \"\"\"\n" + body + "\n        \"\"\"\n}\n")


def shingle_score(true, predicted, n=4):
    """Precision and recall by shingles, as the public article-extraction benchmark counts them."""
    def count(text):
        words = TOKEN.findall(text)
        if 0 < len(words) < n:
            return collections.Counter([tuple(words)])
        return collections.Counter(tuple(words[i:i + n]) for i in range(len(words) - n + 1))
    t, p = count(true), count(predicted)
    hits = sum(min(t[k], p[k]) for k in p)
    return hits, sum(p.values()), sum(t.values())


def evaluate(rows, texts):
    scores = [shingle_score(row["gt"]["body"], texts.get(row["path"], "")) for row in rows]
    precision = np.mean([hits / found for hits, found, _ in scores if found])
    recall = np.mean([hits / wanted for hits, _, wanted in scores if wanted])
    return 2 * precision * recall / (precision + recall), precision, recall


def read_pages(tool, weights, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(weights)
        file.flush()
        answer = subprocess.run([tool, "text", file.name], input="\n".join(r["path"] for r in rows) + "\n",
                                capture_output=True, text=True, check=True).stdout
    return {r["delivery"]["path"]: "\n".join(r["body"]) for r in map(json.loads, answer.splitlines())}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--weights")
    arguments.add_argument("--swift")
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--only", type=int, help="of the folds, this one alone")
    options = arguments.parse_args()
    rows = [json.loads(line) for line in open(os.path.join(options.folder, "index.jsonl"), encoding="utf-8")]
    rows = [row for row in rows if row["gt"].get("body")]
    for row in rows:
        row["path"] = os.path.join(options.folder, row["file"])
        host = urllib.parse.urlparse(row.get("url") or "").hostname or row["id"]
        row["site"] = ".".join(host.split(".")[-2:])
    names = []
    found = {path: (table, texts) for path, table, texts in
             measure(options.tool, "features", [row["path"] for row in rows], names)}
    examples = [Example(row, *found[row["path"]]) for row in rows]
    script = hashlib.sha256(open(__file__, "rb").read()).hexdigest()[:16]
    corpora = collections.Counter(row["id"].rsplit("-", 1)[0] for row in rows)
    note = ["Trained on %d pages (%s)" % (len(rows), ", ".join("%s %d" % c for c in sorted(corpora.items()))),
            "by Tools/train_pages.py, whose SHA-256 begins with %s." % script]
    if options.folds:
        texts = {}
        for k in range(options.folds):
            if options.only is not None and k != options.only:
                continue
            held = [i for i, e in enumerate(examples)
                    if int(hashlib.sha256(b"fold" + e.site.encode()).hexdigest(), 16) % options.folds == k]
            kept = set(range(len(rows))) - set(held)
            weights = train(options.tool, [examples[i] for i in sorted(kept)], names[0], note)
            out = read_pages(options.tool, weights, [rows[i] for i in held])
            texts.update(out)
            print("fold %d: %d pages held out, F1 %.4f precision %.4f recall %.4f" % (
                (k, len(held)) + evaluate([rows[i] for i in held], out)), flush=True)
            if options.weights:
                open("%s.%d" % (options.weights, k), "w").write(weights)
        rows = [row for row in rows if row["path"] in texts]
        for corpus in sorted(corpora):
            own = [row for row in rows if row["id"].startswith(corpus)]
            print("%s: %d pages, F1 %.4f precision %.4f recall %.4f" % ((corpus, len(own)) + evaluate(own, texts)))
        print("all: %d pages, F1 %.4f precision %.4f recall %.4f" % ((len(rows),) + evaluate(rows, texts)))
        return
    weights = train(options.tool, examples, names[0], note)
    if options.weights:
        open(options.weights, "w", encoding="utf-8").write(weights)
    if options.swift:
        open(options.swift, "w", encoding="utf-8").write(swift_of(weights))


if __name__ == "__main__":
    main()
