using System.Text;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>Each malformed spec with the one message that it must get.</summary>
public sealed class MalformedSpecTests
{
    private const string Valid = "name: n\nparameters:\n  pattern: [circle]\n";
    private const string EmptyRemedy = "is empty; write at least a name and parameters.pattern";
    private const string NameRemedy = "write one line of printable characters, such as name: my-sweep";
    private const string ShapeRemedy = "compare indentation, colons, quotes and brackets with the examples";
    private const string Patterns = "circle, diamond, centered_square, thick_right_angle, thin_right_angle";
    private const string Keys =
        "version, name, parameters, replicates, data_seed, init_seed, sampler, target, record, weight, max_concurrent, reuse, trainer, objective, scale, pruner, budget, enqueue, history, notify, constraints";

    /// <summary>What follows a valid beginning of three lines, and its message.</summary>
    public static TheoryData<string, string> Endings => new()
    {
        { "version: 2", "version (line 4, column 10): 2 must be 1; write 1" },
        { "version: '1'", "version (line 4, column 10): \"1\" is text in quotes and must be a whole number; write 1 without quotes" },
        { "version: 1.0", "version (line 4, column 10): 1.0 must be a whole number in plain digits; write 1" },
        { "replicates: 0", "replicates (line 4, column 13): 0 must be at least 1; write a whole number from 1 to 4294967296" },
        { "replicates:", "replicates (line 4, column 12): has no value; write a whole number from 1 to 4294967296" },
        { "replicates: [1]", "replicates (line 4, column 13): a list must be a whole number; write a whole number from 1 to 4294967296" },
        { "replicates: 1\nreplicates: 2", "replicates (line 5, column 1): is given twice (first in line 4); keep one of them" },
        { "replicates: 4294967296", "replicates (line 4, column 13): init_seed 1241 + 4294967296 replicates - 1 must be at most 4294967295; lower init_seed or replicates" },
        { "data_seed: -1", "data_seed (line 4, column 12): -1 must be at least 0; write a whole number from 0 to 4294967295" },
        { "data_seed: -0", "data_seed (line 4, column 12): -0 must be a whole number in plain digits; write 0" },
        { "data_seed: 010", "data_seed (line 4, column 12): 010 must be a whole number in plain digits; write 10" },
        { "replicates: -0", "replicates (line 4, column 13): -0 must be a whole number in plain digits; write a whole number from 1 to 4294967296" },
        { "version: \"1.0\"", "version (line 4, column 10): \"1.0\" is text in quotes and must be a whole number; write 1" },
        { "weight: 02", "weight (line 4, column 9): 02 must have no leading zeros; write 2" },
        { "target: { loss: 00.2 }", "target.loss (line 4, column 17): 00.2 must have no leading zeros; write 0.2" },
        { "target:\n  loss: 0,2", "target.loss (line 5, column 9): 0,2 must be a number in decimals; write 0.2" },
        { "init_seed: 4294967296", "init_seed (line 4, column 12): 4294967296 must be at most 4294967295; write a whole number from 0 to 4294967295" },
        { "data_seed: 4294967295\nreplicates: 2", "data_seed (line 4, column 12): data_seed 4294967295 + 2 replicates - 1 must be at most 4294967295; lower data_seed or replicates" },
        { "sampler: bayes", "sampler (line 4, column 10): bayes is not a sampler of this version; write one of: grid, random, sobol, tpe, cma_es, nsga_ii, gp, auto" },
        { "sampler: [random]", "sampler (line 4, column 10): a list must be a sampler's name; write one of: grid, random, sobol, tpe, cma_es, nsga_ii, gp, auto" },
        { "sampler: { trials: 5 }", "sampler.kind (line 4, column 10): is missing; write one of: grid, random, sobol, tpe, cma_es, nsga_ii, gp, auto" },
        { "sampler: { kind: bayes }", "sampler.kind (line 4, column 18): bayes is not a sampler of this version; write one of: grid, random, sobol, tpe, cma_es, nsga_ii, gp, auto" },
        { "sampler: { kind: grid, trials: 5 }", "sampler.trials (line 4, column 32): 5 is no option of grid; leave it out: it has none" },
        { "sampler: { kind: random, lag: 8 }", "sampler.lag (line 4, column 31): 8 is no option of random; leave it out: it has trials, seed" },
        { "sampler: { kind: tpe, gamma: 8 }", "sampler.gamma (line 4, column 23): is not a known key; known keys: kind, trials, seed, lag, population" },
        { "sampler: { kind: random, trials: 0 }", "sampler.trials (line 4, column 34): 0 must be at least 1; write a whole number from 1 to 1000000000000" },
        {
            "replicates: 2\nsampler: { kind: sobol, trials: 1000000000000 }",
            "sampler.trials (line 5, column 10): 2000000000000 planned trials (1000000000000 trials of the sampler × 2 replicates) must be at most 1000000000000; use fewer trials or replicates"
        },
        { "reuse: sweep", "reuse (line 4, column 8): sweep is not a scope of reuse; write one of: none, database" },
        { "reuse: [none]", "reuse (line 4, column 8): a list must be a scope's name; write one of: none, database" },
        { "sampler: ~", "sampler (line 4, column 10): has no value; write one of: grid, random, sobol, tpe, cma_es, nsga_ii, gp, auto" },
        { "target: 0.2", "target (line 4, column 9): 0.2 must be a mapping of keys to values; write { loss: 0.2 }" },
        { "target: { loss: 0 }", "target.loss (line 4, column 17): 0 must be greater than 0; write a number such as 0.2" },
        { "target: { los: 1 }", "target.los (line 4, column 11): is not a known key; did you mean \"loss\"?" },
        { "target: { loss: .nan }", "target.loss (line 4, column 17): .nan must be a finite number greater than 0; write a number such as 0.2" },
        { "record:", "record (line 4, column 8): has no value; write { every: 1 }" },
        { "record: { every: 0 }", "record.every (line 4, column 18): 0 must be at least 1; write a whole number from 1 to 1000000000" },
        { "weight: .inf", "weight (line 4, column 9): .inf must be a finite number greater than 0; write a number such as 1" },
        { "weight: -1", "weight (line 4, column 9): -1 must be greater than 0; write a number such as 1" },
        { "max_concurrent: 0", "max_concurrent (line 4, column 17): 0 must be at least 1; write a whole number from 1 to 2147483647" },
        { "max_concurrent: null", "max_concurrent (line 4, column 17): has no value; write a whole number from 1 to 2147483647" },
        { "max_concurrent: 99999999999999999999", "max_concurrent (line 4, column 17): 99999999999999999999 must be at most 2147483647; write a whole number from 1 to 2147483647" },
        { "objective: x", "objective (line 4, column 12): x must be a mapping of keys to values; write { metric: accuracy, goal: maximize }" },
        { "objective: { metric: accuracy, goal: minimize }", "objective.goal (line 4, column 38): minimize is not the goal of accuracy; write maximize" },
        { "objective: { metric: auc, goal: maximize }", "objective.metric (line 4, column 22): auc is no metric of perceptron; write one of: loss, accuracy" },
        {
            "objective: { metric: accuracy, goal: maximize }\ntarget: { accuracy: 1.5 }",
            "target.accuracy (line 5, column 21): 1.5 must be at most 1, for it is a share of the samples; write a number such as 0.9"
        },
        {
            "objective: { metric: accuracy, goal: maximize }\ntarget: { loss: 0.2 }",
            "target.loss (line 5, column 11): is not a known key; known keys: accuracy"
        },
        { "constraints: []", "constraints (line 4, column 14): a list of 0 must have 1 to 100 expressions; write constraints: [\"momentum < 0.9 or learning_rate < 0.01\"], or leave it out" },
        { "constraints: hidden < 5", "constraints (line 4, column 14): hidden < 5 must be a list of expressions; write constraints: [\"momentum < 0.9 or learning_rate < 0.01\"]" },
        { "constraints: [hiden < 5]", "constraints[0] (line 4, column 15): hiden < 5 has hiden, which is no parameter (character 1); did you mean hidden? the parameters are pattern, learning_rate, iterations, samples, hidden" },
        { "constraints: [pattern < 5]", "constraints[0] (line 4, column 15): pattern < 5 has pattern, a text, where < needs a number (character 1); numbers stand without quotes, and texts can be compared by == and != and in" },
        { "constraints: [hidden < 4]", "constraints (line 4, column 14): are met by none of 1 points (hidden < 4: 1); loosen one, or search other values" },
        { "constraints: [hidden > 1, 1 < hidden, hidden>1]", "constraints[2] (line 4, column 39): hidden>1 is there already; leave one of them out" },
        { "trace: on", "trace (line 4, column 1): is reserved for a later version; leave it out" },
        { "replicate: 3", "replicate (line 4, column 1): is not a known key; did you mean \"replicates\"?" },
        { "DataSeed: 3", "DataSeed (line 4, column 1): is not a known key; did you mean \"data_seed\"?" },
        { "foo: 3", $"foo (line 4, column 1): is not a known key; known keys: {Keys}" },
        { "? [a]\n: 1", $"spec (line 4, column 3): a list cannot be a key; write one of: {Keys}" },
        { "<<: { replicates: 2 }", "<< (line 4, column 1): is a merge key, and merge keys are not supported; write the keys out" },
        { "weight: &w 2", "spec (line 4, column 9): &w is an anchor, and anchors are not supported; write the value out where it is used" },
        { "weight: *w", "spec (line 4, column 9): *w is an alias, and aliases are not supported; write the value out" },
        { "weight: !!python/object:os.system 1", "spec (line 4, column 9): tag:yaml.org,2002:python/object:os.system is a tag, and tags are not supported; remove it" },
        { "---\nname: m", "spec (line 4, column 1): holds a second document; give one spec a file" },
        { "weight: [1", $"spec (line 4, column 11): is not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'; {ShapeRemedy}" },
        { "weight: 'x", $"spec (line 4, column 9): is not valid YAML: While scanning a quoted scalar, found unexpected end of stream; {ShapeRemedy}" },
        { "weight: 1: 2", $"spec (line 4, column 10): is not valid YAML: While scanning a plain scalar value, found invalid mapping; {ShapeRemedy}" },
        { "target:\n\tloss: 1", "spec (line 5, column 1): is not valid YAML: While scanning a mapping, found invalid tab as indentation; indent with spaces, not tabs" },
        { $"weight: {new string('[', 100)}", "spec (line 4, column 25): is nested deeper than 16 levels; write a spec as the examples do" },
    };

    /// <summary>What follows "parameters: { pattern: [circle], " in the second line, and its message.</summary>
    public static TheoryData<string, string> Parameters => new()
    {
        { "learning-rate: [1]", "parameters.learning-rate (line 2, column 34): is not a known key; did you mean \"learning_rate\"?" },
        { "samples: 500", "parameters.samples (line 2, column 43): 500 must be in a list; write [500]" },
        { "samples: []", "parameters.samples (line 2, column 43): [] has no values; write [500]" },
        { "samples: ~", "parameters.samples (line 2, column 43): has no values; write [500]" },
        { "samples: [1, 2, 1]", "parameters.samples[2] (line 2, column 50): 1 is there already (line 2, column 44); leave one of them out" },
        { "samples: [10000001]", "parameters.samples[0] (line 2, column 44): 10000001 must be at most 10000000; write a whole number from 1 to 10000000" },
        { "samples: [5000.0]", "parameters.samples[0] (line 2, column 44): 5000.0 must be a whole number in plain digits; write 5000" },
        { "samples: [1e3]", "parameters.samples[0] (line 2, column 44): 1e3 must be a whole number in plain digits; write 1000" },
        { "samples: [0x10]", "parameters.samples[0] (line 2, column 44): 0x10 must be a whole number in plain digits; write 16" },
        { "samples: [0o17]", "parameters.samples[0] (line 2, column 44): 0o17 must be a whole number in plain digits; write 15" },
        { "samples: [007]", "parameters.samples[0] (line 2, column 44): 007 must be a whole number in plain digits; write 7" },
        { "samples: [1_000]", "parameters.samples[0] (line 2, column 44): 1_000 must be a whole number in plain digits; write 1000" },
        { "samples: [1.5]", "parameters.samples[0] (line 2, column 44): 1.5 must be a whole number in plain digits; write a whole number from 1 to 10000000" },
        { "samples: [\"5\"]", "parameters.samples[0] (line 2, column 44): \"5\" is text in quotes and must be a whole number; write 5 without quotes" },
        { "samples: [true]", "parameters.samples[0] (line 2, column 44): true must be a whole number in plain digits; write a whole number from 1 to 10000000" },
        { "hidden: [257]", "parameters.hidden[0] (line 2, column 43): 257 must be at most 256; write a whole number from 1 to 256" },
        { "iterations: [1000000001]", "parameters.iterations[0] (line 2, column 47): 1000000001 must be at most 1000000000; write a whole number from 1 to 1000000000" },
        { "iterations: [1000000000]", "parameters.iterations (line 2, column 46): 1000000000 recorded points a trial (1000000000 iterations, every 1) must be at most 10000000; set record: { every: 101 } or more, or use fewer iterations" },
        { "learning_rate: [0]", "parameters.learning_rate[0] (line 2, column 50): 0 must be greater than 0; write a number such as 0.001" },
        { "learning_rate: [-0.1]", "parameters.learning_rate[0] (line 2, column 50): -0.1 must be greater than 0; write a number such as 0.001" },
        { "learning_rate: [-0.0]", "parameters.learning_rate[0] (line 2, column 50): -0.0 must be greater than 0; write a number such as 0.001" },
        { "learning_rate: [NaN]", "parameters.learning_rate[0] (line 2, column 50): NaN must be a finite number greater than 0; write a number such as 0.001" },
        { "learning_rate: [-.inf]", "parameters.learning_rate[0] (line 2, column 50): -.inf must be a finite number greater than 0; write a number such as 0.001" },
        { "learning_rate: [1e400]", "parameters.learning_rate[0] (line 2, column 50): 1e400 is too large for a 64-bit floating-point number; write a number such as 0.001" },
        { "learning_rate: [1e-400]", "parameters.learning_rate[0] (line 2, column 50): 1e-400 is too close to 0 for a 64-bit floating-point number; write a number such as 0.001" },
        { "learning_rate: ['0.1']", "parameters.learning_rate[0] (line 2, column 50): \"0.1\" is text in quotes and must be a number; write 0.1 without quotes" },
        { "learning_rate: [010]", "parameters.learning_rate[0] (line 2, column 50): 010 must have no leading zeros; write 10" },
        { "learning_rate: [1,002]", "parameters.learning_rate[1] (line 2, column 52): 002 must have no leading zeros; write 2; a decimal point is a point, the comma parts two values" },
        { "learning_rate: ['010']", "parameters.learning_rate[0] (line 2, column 50): \"010\" is text in quotes and must be a number; write 10" },
        { "learning_rate: [0x10]", "parameters.learning_rate[0] (line 2, column 50): 0x10 must be a number in decimals; write 16" },
        { "learning_rate: [\u0661]", "parameters.learning_rate[0] (line 2, column 50): \u0661 must be a number in decimals; write a number such as 0.001" },
        { "learning_rate: 010", "parameters.learning_rate (line 2, column 49): 010 must be in a list; write [0.001, 0.01]" },
        { "learning_rate: 0.1", "parameters.learning_rate (line 2, column 49): 0.1 must be in a list; write [0.1]" },
        { "samples: { linear: [1, 9], count: 010 }", "parameters.samples.count (line 2, column 68): 010 must be a whole number in plain digits; write 10" },
        { "learning_rate: [fast]", "parameters.learning_rate[0] (line 2, column 50): fast must be a number in decimals; write a number such as 0.001" },
        { "learning_rate: [0.1, 1e-1]", "parameters.learning_rate[1] (line 2, column 55): 1e-1 is there already (line 2, column 50); leave one of them out" },
        { "learning_rate: { log: [0, 1], count: 3 }", "parameters.learning_rate.log[0] (line 2, column 57): 0 must be greater than 0; write a number such as 0.001" },
        { "learning_rate: { log: [1, 0.1], count: 3 }", "parameters.learning_rate.log (line 2, column 56): [1, 0.1] must have its smaller end first; write [0.1, 1]" },
        { "learning_rate: { linear: [1, 1], count: 3 }", "parameters.learning_rate.linear (line 2, column 59): [1, 1] has equal ends; write a list instead: [1]" },
        { "learning_rate: { log: [1, 2, 3], count: 3 }", "parameters.learning_rate.log (line 2, column 56): a list of 3 values must be a list of the first and the last value; write { log: [0.001, 0.1], count: 3 }" },
        { "learning_rate: { log: [1, 2] }", "parameters.learning_rate.count (line 2, column 49): is missing; say how many values: { log: [0.001, 0.1], count: 3 }; or choose sampler: random" },
        { "learning_rate: { log: [1, 2], count: 1 }", "parameters.learning_rate.count (line 2, column 71): 1 must be at least 2; write a whole number from 2 to 1000000" },
        { "learning_rate: { log: [1, 2], count: 1000001 }", "parameters.learning_rate.count (line 2, column 71): 1000001 must be at most 1000000; write a whole number from 2 to 1000000" },
        { "learning_rate: { count: 3 }", "parameters.learning_rate (line 2, column 49): has neither linear nor log; write one of them: { log: [0.001, 0.1], count: 3 }" },
        { "learning_rate: { log: [1, 2], linear: [1, 2], count: 3 }", "parameters.learning_rate (line 2, column 49): has both linear and log; write one of them: { log: [0.001, 0.1], count: 3 }" },
        { "learning_rate: { log: [1, 2], count: 3, step: 1 }", "parameters.learning_rate.step (line 2, column 80): 1 stands beside a count; leave one of them out: with a count the range is a list of values" },
        { "learning_rate: { linear: [1, 1.0000000000000002], count: 3 }", "parameters.learning_rate.count (line 2, column 91): 3 is too many: the range gives 1 more than once; lower the count" },
        { "hidden: { linear: [1, 3], count: 5 }", "parameters.hidden.count (line 2, column 67): 5 is too many: the range gives 2 more than once; lower the count" },
        { "hidden: { log: [1, 10], count: 9 }", "parameters.hidden.count (line 2, column 65): 9 is too many: the range gives 1 more than once; lower the count" },
        { "learning_rate: { linear: [1, 9], count: 1000000 }, iterations: { linear: [1, 1000000], count: 1000000 }, samples: [1, 2]", "parameters (line 2, column 13): 2000000000000 planned trials (1000000 learning_rate × 1000000 iterations × 2 samples) must be at most 1000000000000; use fewer values or replicates" },
    };

    /// <summary>Whole texts and their message.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "", $"spec: {EmptyRemedy}" },
        { " \n\n", $"spec: {EmptyRemedy}" },
        { "# only a comment\n", $"spec: {EmptyRemedy}" },
        { "- name: n", "spec (line 1, column 1): a list must be a mapping of keys to values; write a spec as the examples do: name, parameters, …" },
        { "hello", "spec (line 1, column 1): hello must be a mapping of keys to values; write a spec as the examples do: name, parameters, …" },
        { "~", "spec (line 1, column 1): has no value; write a spec as the examples do: name, parameters, …" },
        { "name: n", "parameters (line 1, column 1): is missing; write parameters: { pattern: [circle, diamond] }" },
        { "name: n\nparameters:", "parameters (line 2, column 12): has no value; write { pattern: [circle, diamond] }" },
        { "name: n\nparameters: [1]", "parameters (line 2, column 13): a list must be a mapping of keys to values; write { pattern: [circle, diamond] }" },
        { "name: n\nparameters: { samples: [1] }", "parameters.pattern (line 2, column 13): is missing; write pattern: [circle, diamond]" },
        { "name: n\nparameters: { pattern: circle }", "parameters.pattern (line 2, column 24): circle must be in a list; write [circle]" },
        { "name: n\nparameters: { pattern: [Circle] }", "parameters.pattern[0] (line 2, column 25): Circle is not a pattern; did you mean \"circle\"?" },
        { "name: n\nparameters: { pattern: [square] }", $"parameters.pattern[0] (line 2, column 25): square is not a pattern; known patterns: {Patterns}" },
        { "name: n\nparameters: { pattern: [5] }", $"parameters.pattern[0] (line 2, column 25): 5 must be a pattern, and is a number or a truth value without quotes; write one of: {Patterns}" },
        { "name: n\nparameters: { pattern: { linear: [1, 2], count: 2 } }", "parameters.pattern (line 2, column 24): a mapping must be in a list; write [circle, diamond]" },
        { "parameters: { pattern: [circle] }", $"name (line 1, column 1): is missing; {NameRemedy}" },
        { "parameters: { pattern: [circle] }\nname: ' '", $"name (line 2, column 7): \" \" is blank; {NameRemedy}" },
        { "parameters: { pattern: [circle] }\nname: ' a'", "name (line 2, column 7): \" a\" must not start or end with a space; write a" },
        { "parameters: { pattern: [circle] }\nname: 123", "name (line 2, column 7): 123 must be text, and is a number or a truth value without quotes; write \"123\" in quotes" },
        { "parameters: { pattern: [circle] }\nname: [a]", $"name (line 2, column 7): a list must be text; {NameRemedy}" },
        { "parameters: { pattern: [circle] }\nname: \"a\\nb\"", $"name (line 2, column 7): \"a\\u{{000A}}b\" must be one line; {NameRemedy}" },
        { "parameters: { pattern: [circle] }\nname: \"a\\u202Eb\"", $"name (line 2, column 7): \"a\\u{{202E}}b\" must be printable characters, and has U+202E; {NameRemedy}" },
        { "parameters: { pattern: [circle] }\nname: \"a\\eb\"", $"name (line 2, column 7): \"a\\u{{001B}}b\" must be printable characters, and has U+001B; {NameRemedy}" },
        { $"parameters: {{ pattern: [circle] }}\nname: {new string('x', 201)}", $"name (line 2, column 7): {new string('x', 60)}… must be at most 200 characters long, and has 201; shorten it" },
        { "name: a\0b", "spec (line 1, column 8): holds a NUL byte, so it is a binary file or UTF-16 text; give a YAML or JSON file in UTF-8" },
        { "name: a\n\u0001", "spec (line 2, column 1): U+0001 is a control character; remove it" },
        { "name: \ud800", "spec (line 1, column 7): U+D800 is half a character; remove it" },
        { "{\"name\": \"n\", \"parameters\": {\"pattern\": [\"circle\" \"diamond\"]}}", "spec (line 1, column 51): is not valid JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'; compare commas, quotes and brackets with the examples" },
        { "{\n\t\"name\": \"n\",\n\t\"name\": \"é\",\n\t\"parameters\": {\"pattern\": [\"circle\"]}}", "name (line 3, column 2): is given twice (first in line 2); keep one of them" },
        { "{\"name\": \"é\", \"parameters\": {\"pattern\": [\"circle\"], \"samples\": [1.0]}}", "parameters.samples[0] (line 1, column 65): 1.0 must be a whole number in plain digits; write 1" },
        { "{\"name\": \"n\", \"parameters\": {\"pattern\": [\"circle\"], \"learning_rate\": [NaN]}}", "parameters.learning_rate[0] (line 1, column 71): NaN must be a finite number greater than 0; write a number such as 0.001" },
        { "{ // n\n\"name\": \"n\"}", "spec (line 1, column 3): is not valid JSON: '/' is invalid after a value. Expected either ',', '}', or ']'; remove comments from JSON, or write YAML and start them with #" },
        { "{\"name\": \"\\ud800\", \"parameters\": {\"pattern\": [\"circle\"]}}", "spec (line 1, column 10): is not valid JSON: Cannot read incomplete UTF-16 JSON text as string with missing low surrogate; compare commas, quotes and brackets with the examples" },
        { "[]", "spec (line 1, column 1): a list must be a mapping of keys to values; write a spec as the examples do: name, parameters, …" },
        { new string('[', 1000), "spec (line 1, column 18): is nested deeper than 16 levels; write a spec as the examples do" },
        { new string(' ', SpecLimits.TextBytes + 1), "spec: 8388609 bytes must be at most 8388608; write long lists as ranges: { linear: [a, b], count: n }" },
    };

    public static TheoryData<byte[], string> Files => new()
    {
        { [], $"spec: {EmptyRemedy}" },
        { [0xEF, 0xBB, 0xBF], $"spec: {EmptyRemedy}" },
        { [0xFF, 0xFE, (byte)'n', 0], "spec (line 1, column 1): is UTF-16 text and must be UTF-8; save the file as UTF-8" },
        { [(byte)'a', (byte)'\n', 0xC3, 0xA9, 0xC3, 0x28], "spec (line 2, column 2): byte 0xC3 is not UTF-8; save the file as UTF-8" },
        { [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0xFF], "spec (line 1, column 6): byte 0xFF is not UTF-8, so this seems to be a binary file; give a YAML or JSON file" },
        { [(byte)'a', 0, 0], "spec (line 1, column 2): holds a NUL byte, so it is a binary file or UTF-16 text; give a YAML or JSON file in UTF-8" },
        { new byte[SpecLimits.TextBytes + 1], "spec: 8388609 bytes must be at most 8388608; write long lists as ranges: { linear: [a, b], count: n }" },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void Read_WrongEnding_HasThisMessage(string ending, string message) => AssertRefused(SpecReader.Read(Valid + ending + "\n"), message);

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Read_WrongParameter_HasThisMessage(string parameter, string message) =>
        AssertRefused(SpecReader.Read($"name: n\nparameters: {{ pattern: [circle], {parameter} }}\n"), message);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Read_WrongText_HasThisMessage(string text, string message) => AssertRefused(SpecReader.Read(text), message);

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_WrongFile_HasThisMessage(byte[] file, string message) => AssertRefused(SpecReader.Read(file), message);

    [Fact]
    public void Read_ValidBeginning_IsValid() => Assert.Empty(SpecReader.Read(Encoding.UTF8.GetBytes(Valid)).Errors);

    private static void AssertRefused(SpecReadResult result, string message)
    {
        Assert.Null(result.Spec);
        Assert.Equal([message], result.Errors.Select(error => error.ToString()));
    }
}
