using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Core.Constraints;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// The JSON Schema (2020-12) of specs, for editors: keys, kinds and limits, from the same lists and numbers as the validator's.
/// What needs several values at once (planned trials, recorded points, order of a range's ends) only the validator checks.
/// </summary>
public static class SpecSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The schema's text, indented, with a line break at its end.</summary>
    public static string ToJson()
    {
        var schema = Map("A sweep: the search space and how it is trained.", SpecKeys.Top, TopProperty, ["name", "parameters"]);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Sweep spec");
        schema["properties"]!.AsObject().Insert(0, SpecKeys.Schema, Described("Where editors find this schema.", new() { ["type"] = "string" }));
        schema["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["trainer"] = new JsonObject { ["enum"] = new JsonArray(TrainerSpec.PerceptronName) },
                    ["parameters"] = ParametersOf(PerceptronParameters.Declaration),
                    ["target"] = Map(
                        "What counts as learnt: of the metric that is the objective.",
                        [Objective.Loss.Metric, Objective.Accuracy.Metric],
                        metric => metric == Objective.Loss.Metric
                            ? Positive("Mean log loss at or below which a trial has learnt.", PerceptronDefaults.Target)
                            : new JsonObject
                            {
                                ["description"] = "Share of samples on the right side at or above which a trial has learnt.",
                                ["type"] = "number",
                                ["exclusiveMinimum"] = 0,
                                ["maximum"] = 1,
                            },
                        []),
                },
            },
            new JsonObject
            {
                ["required"] = Texts(["trainer"]),
                ["properties"] = new JsonObject
                {
                    ["trainer"] = new JsonObject { ["not"] = new JsonObject { ["enum"] = new JsonArray(TrainerSpec.PerceptronName) } },
                    ["parameters"] = new JsonObject { ["minProperties"] = 1, ["additionalProperties"] = AnyValues() },
                },
            });
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject TopProperty(string key) => key switch
    {
        "version" => Described("Version of the form of specs.", new() { ["enum"] = new JsonArray(SpecLimits.Version), ["default"] = SpecLimits.Version }),
        "name" => Described(
            "How people call the sweep: one line of printable characters.",
            new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = SpecLimits.NameLength, ["pattern"] = @"^\S(.*\S)?$" }),
        "parameters" => Described(
            "The search space. The order is the order of enumeration: the last varies fastest, replicates fastest of all.",
            new() { ["type"] = "object" }),
        "replicates" => Whole("How often each point is trained, each time with the next seeds.", 1, SpecLimits.Replicates, SpecDefaults.Replicates),
        "data_seed" => Whole("Seed of the data of replicate 0; replicate r has data_seed + r.", 0, SpecLimits.Seed, SpecDefaults.DataSeed),
        "init_seed" => Whole("Seed of the first weights of replicate 0; replicate r has init_seed + r.", 0, SpecLimits.Seed, SpecDefaults.InitSeed),
        "sampler" => SamplerSchema.Sampler(),
        "target" => Described("The value of the objective that counts as learnt.", new() { ["type"] = "object", ["maxProperties"] = 1, ["additionalProperties"] = Number(null) }),
        "record" => Map(
            "What is kept of each loss curve.",
            SpecKeys.Record,
            _ => Whole("Iterations between recorded points; the first and the last are always recorded.", 1, SpecLimits.RecordEvery, SpecDefaults.RecordEvery),
            []),
        "weight" => Positive("Share of the cluster among running sweeps.", SpecDefaults.Weight),
        "max_concurrent" => Whole("Most trials at once; without it there is no limit.", 1, SpecLimits.MaxConcurrent, null),
        "reuse" => Described(
            "From where results that are there already are copied instead of trained again; no result depends on it.",
            new() { ["enum"] = Texts(ReuseScopes.All), ["default"] = SpecDefaults.Reuse.ToName() }),
        "scale" => Described(
            "What is done to each feature of the samples that are drawn from a data set.",
            new() { ["enum"] = Texts(FeatureScales.All), ["default"] = SpecDefaults.Scale.ToName() }),
        "constraints" => Described(
            "What every trial must meet: comparisons of parameters, numbers and texts in quotes, by + - * / %, == != < <= > >=, in [..], and, or, not.",
            new()
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = ExpressionReader.MostCharacters },
                ["minItems"] = 1,
                ["maxItems"] = SpecLimits.Constraints,
                ["uniqueItems"] = true,
            }),
        "trainer" => TrainerSchema.Trainer(),
        "pruner" => PrunerSchema.Pruner(),
        "budget" => BudgetSchema.Budget(),
        "enqueue" => Described(
            "Points of the search space that are trained first, each with a value of every parameter that has several, but of those whose conditions it does not meet.",
            new()
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = Texts(["string", "number", "boolean"]) } },
                ["minItems"] = 1,
                ["maxItems"] = SpecLimits.EnqueuedPoints,
                ["uniqueItems"] = true,
            }),
        "history" => Described(
            "Sweeps of the database, by their ids or names, that have ended: the search begins with their results.",
            new()
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                ["minItems"] = 1,
                ["maxItems"] = SpecLimits.HistorySweeps,
                ["uniqueItems"] = true,
            }),
        "notify" => NotifySchema.Notify(),
        "objective" => Described(
            "What targets and ranking look at; several for what weighs trials by all of them, the first of which targets and ranking look at.",
            new()
            {
                ["anyOf"] = new JsonArray(
                    AnObjective("A metric that the trainer reports.", ["goal"], hasReference: false),
                    new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = AnObjective("A metric that the trainer reports; after the first also a parameter whose values are numbers.", ["metric", "goal"], hasReference: true),
                        ["minItems"] = 1,
                        ["maxItems"] = SpecLimits.Objectives,
                        ["uniqueItems"] = true,
                    }),
            }),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "has no schema"),
    };

    private static JsonObject AnObjective(string metric, string[] required, bool hasReference) => Map(
        null,
        SpecKeys.Objective.Where(key => hasReference || key != SpecKeys.Reference),
        part => part switch
        {
            "goal" => Described("Which values are better.", new() { ["enum"] = Texts(EnumNames<Goal>.All) }),
            SpecKeys.Reference => Number("A value worse than those of interest: the front's hypervolume is taken before it. All objectives have one, or none."),
            _ => Described(metric, new() { ["type"] = "string", ["minLength"] = 1 }),
        },
        required);

    private static JsonObject ParametersOf(TrainerDeclaration trainer) => Map(
        null,
        trainer.Parameters.Select(declared => declared.Name),
        name => ParameterProperty(trainer.Find(name)!),
        [.. trainer.Parameters.Where(declared => declared.Default is null).Select(declared => declared.Name)]);

    private static JsonObject ParameterProperty(ParameterDeclaration declared) => declared.Kind switch
    {
        ParameterKind.Text => Described(
            declared.Description, new() { ["oneOf"] = new JsonArray(List(TextOf(declared)), Listed(TextOf(declared), mayDepend: false)) }),
        ParameterKind.Truth => Described(
            declared.Description,
            new() { ["oneOf"] = new JsonArray(List(new() { ["type"] = "boolean" }), Listed(new() { ["type"] = "boolean" }, mayDepend: false)) }),
        ParameterKind.Real => Values(declared.Description, () => declared.IsPositive ? Positive(null, null) : Number(null), Preset(declared)),
        _ => Values(declared.Description, () => Whole(null, declared.Least, declared.Most, null), Preset(declared)),
    };

    // Which data sets there are only the database knows.
    private static JsonObject TextOf(ParameterDeclaration declared)
    {
        var choices = new JsonObject { ["enum"] = Texts(declared.Choices) };
        return declared.Name != PerceptronParameters.Pattern
            ? choices
            : new() { ["anyOf"] = new JsonArray(choices, new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = DataSetNames.Longest }) };
    }

    private static JsonValue? Preset(ParameterDeclaration declared) => declared.Default?.Kind switch
    {
        ParameterKind.Whole => JsonValue.Create(declared.Default.Value.Whole),
        ParameterKind.Real => JsonValue.Create(declared.Default.Value.Real),
        _ => null,
    };

    private static JsonObject AnyValues() => new()
    {
        ["anyOf"] = new JsonArray(
            List(AnyValue()), Listed(AnyValue(), mayDepend: true),
            Range("linear", () => Number(null), mayDepend: true), Range("log", () => Positive(null, null), mayDepend: true)),
    };

    private static JsonObject AnyValue() => new() { ["type"] = Texts(["string", "number", "boolean"]) };

    private static JsonObject Listed(JsonObject item, bool mayDepend) => Map(
        "A list of values.",
        SpecKeys.Listed.Where(key => mayDepend || key != SpecKeys.When),
        key => key == SpecKeys.When ? When() : List(item),
        [SpecKeys.Values]);

    private static JsonObject When() => new()
    {
        ["description"] = "Trials have this parameter only where each of these others has one of the values.",
        ["type"] = "object",
        ["minProperties"] = 1,
        ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(AnyValue(), List(AnyValue())) },
    };

    private static JsonObject Values(string description, Func<JsonObject> value, JsonNode? preset) => WithDefault(Described(
        description,
        new() { ["oneOf"] = new JsonArray(List(value()), Listed(value(), mayDepend: false), Range("linear", value), Range("log", value)) }),
        preset is null ? null : new JsonArray(preset));

    private static JsonObject Range(string kind, Func<JsonObject> end, bool mayDepend = false)
    {
        var ends = new JsonObject { ["type"] = "array", ["items"] = end(), ["minItems"] = 2, ["maxItems"] = 2, ["uniqueItems"] = true };
        return Map(
            kind == "log" ? "Values in equal ratios, ends included." : "Values in equal steps, ends included.",
            SpecKeys.Range.Where(key => key == kind || key == "count" || (key == "step" && kind == "linear") || (key == SpecKeys.When && mayDepend)),
            key => key switch
            {
                "count" => Whole("How many values; without it a sampler other than grid chooses among all.", 2, SpecLimits.ValuesPerParameter, null),
                SpecKeys.When => When(),
                "step" => Positive("Without a count: the values are the first and whole steps from it.", null),
                _ => Described("The first and the last value.", ends),
            },
            [kind]);
    }

    private static JsonObject List(JsonObject item) => new()
    {
        ["type"] = "array",
        ["items"] = item,
        ["minItems"] = 1,
        ["maxItems"] = SpecLimits.ValuesPerParameter,
        ["uniqueItems"] = true,
    };

    internal static JsonObject Map(string? description, IEnumerable<string> keys, Func<string, JsonObject> property, string[] required)
    {
        var map = Described(description, new() { ["type"] = "object" });
        map["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)property(key))));
        if (required.Length > 0)
            map["required"] = Texts(required);
        map["additionalProperties"] = false;
        return map;
    }

    internal static JsonObject Whole(string? description, long least, long most, long? preset) =>
        WithDefault(Described(description, new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most }), preset);

    internal static JsonObject Number(string? description) => Described(description, new() { ["type"] = "number" });

    internal static JsonObject Positive(string? description, double? preset) =>
        WithDefault(Described(description, new() { ["type"] = "number", ["exclusiveMinimum"] = 0 }), preset);

    internal static JsonObject Described(string? description, JsonObject schema)
    {
        if (description is not null)
            schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject WithDefault(JsonObject schema, JsonNode? preset)
    {
        if (preset is not null)
            schema["default"] = preset;
        return schema;
    }

    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
