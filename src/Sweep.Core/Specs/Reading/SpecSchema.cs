using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Core.Patterns;

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
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject TopProperty(string key) => key switch
    {
        "version" => Described("Version of the form of specs.", new() { ["enum"] = new JsonArray(SpecLimits.Version), ["default"] = SpecLimits.Version }),
        "name" => Described(
            "How people call the sweep: one line of printable characters.",
            new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = SpecLimits.NameLength, ["pattern"] = @"^\S(.*\S)?$" }),
        "parameters" => Map(
            "The search space. The order is the order of enumeration: the last varies fastest, replicates fastest of all.",
            ParameterNames.All,
            ParameterProperty,
            ["pattern"]),
        "replicates" => Whole("How often each point is trained, each time with the next seeds.", 1, SpecLimits.Replicates, SpecDefaults.Replicates),
        "data_seed" => Whole("Seed of the data of replicate 0; replicate r has data_seed + r.", 0, SpecLimits.Seed, SpecDefaults.DataSeed),
        "init_seed" => Whole("Seed of the first weights of replicate 0; replicate r has init_seed + r.", 0, SpecLimits.Seed, SpecDefaults.InitSeed),
        "sampler" => Described("What chooses the points.", new() { ["enum"] = Texts(SpecKeys.Samplers), ["default"] = SpecDefaults.Sampler }),
        "target" => Map("What counts as learnt.", SpecKeys.Target, _ => Positive("Mean log loss at or below which a trial has learnt.", SpecDefaults.TargetLoss), []),
        "record" => Map(
            "What is kept of each loss curve.",
            SpecKeys.Record,
            _ => Whole("Iterations between recorded points; the first and the last are always recorded.", 1, SpecLimits.RecordEvery, SpecDefaults.RecordEvery),
            []),
        "weight" => Positive("Share of the cluster among running sweeps.", SpecDefaults.Weight),
        "max_concurrent" => Whole("Most trials at once; without it there is no limit.", 1, SpecLimits.MaxConcurrent, null),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "has no schema"),
    };

    private static JsonObject ParameterProperty(string key)
    {
        if (!ParameterNames.TryParse(key, out var name))
            throw new ArgumentOutOfRangeException(nameof(key), key, "is not a parameter");
        return name switch
        {
            ParameterName.Pattern => Described("The patterns to learn.", List(new() { ["enum"] = Texts(PatternNames.All) })),
            ParameterName.LearningRate => Values("Steps of gradient descent on the summed loss.", () => Positive(null, null), SpecDefaults.LearningRate),
            ParameterName.Iterations => Counts("Full-batch steps.", name),
            ParameterName.Samples => Counts("Points of the data set.", name),
            _ => Counts("Units of the hidden layer.", name),
        };
    }

    private static JsonObject Counts(string description, ParameterName name) =>
        Values(description, () => Whole(null, 1, SpecLimits.Of(name), null), SpecDefaults.Of(name));

    private static JsonObject Values(string description, Func<JsonObject> value, JsonNode preset) => Described(
        description,
        new() { ["oneOf"] = new JsonArray(List(value()), Range("linear", value), Range("log", value)), ["default"] = new JsonArray(preset) });

    private static JsonObject Range(string kind, Func<JsonObject> end)
    {
        var ends = new JsonObject { ["type"] = "array", ["items"] = end(), ["minItems"] = 2, ["maxItems"] = 2, ["uniqueItems"] = true };
        return Map(
            kind == "log" ? "Values in equal ratios, ends included." : "Values in equal steps, ends included.",
            SpecKeys.Range.Where(key => key == kind || key == "count"),
            key => key == "count" ? Whole("How many values.", 2, SpecLimits.ValuesPerParameter, null) : Described("The first and the last value.", ends),
            [kind, "count"]);
    }

    private static JsonObject List(JsonObject item) => new()
    {
        ["type"] = "array",
        ["items"] = item,
        ["minItems"] = 1,
        ["maxItems"] = SpecLimits.ValuesPerParameter,
        ["uniqueItems"] = true,
    };

    private static JsonObject Map(string description, IEnumerable<string> keys, Func<string, JsonObject> property, string[] required)
    {
        var map = Described(description, new() { ["type"] = "object" });
        map["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)property(key))));
        if (required.Length > 0)
            map["required"] = Texts(required);
        map["additionalProperties"] = false;
        return map;
    }

    private static JsonObject Whole(string? description, long least, long most, long? preset) =>
        WithDefault(Described(description, new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most }), preset);

    private static JsonObject Positive(string? description, double? preset) =>
        WithDefault(Described(description, new() { ["type"] = "number", ["exclusiveMinimum"] = 0 }), preset);

    private static JsonObject Described(string? description, JsonObject schema)
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

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
