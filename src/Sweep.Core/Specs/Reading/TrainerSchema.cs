using System.Text.Json.Nodes;
using Sweep.Core.Naming;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>The part of <see cref="SpecSchema"/> that is about trainers.</summary>
internal static class TrainerSchema
{
    public static JsonObject Trainer() => SpecSchema.Described(
        "What trains: a trainer's name, or a program of your own.",
        new()
        {
            ["anyOf"] = new JsonArray(
                Text(null),
                SpecSchema.Map("A trainer that the silos have.", SpecKeys.Trainer.Except(SpecKeys.OfCommand).Where(key => key != "command"), Part, ["name"]),
                SpecSchema.Map("None of the silos: clients ask for its trials over HTTP.", SpecKeys.OfExternal, ExternalPart, ["name"]),
                SpecSchema.Map("A program of your own.", SpecKeys.Trainer.Where(key => key != "name"), Part, ["command"])),
        });

    private static JsonObject Part(string key) => key switch
    {
        "name" => Text("Its name."),
        "version" => Text("What its author calls this version of it; part of what makes two trials the same."),
        "resource" => Text("The parameter that only makes a trial longer."),
        "prefix" => Truth("Whether what it has after n steps is what a trial of n steps gives."),
        "resumable" => Truth("Whether it goes on from its checkpoints."),
        "deterministic" => Truth("Whether the same trial gives the same result."),
        "slots" => SpecSchema.Whole("How many slots of a silo one of its runs takes.", 1, SpecLimits.MostSlots, 1),
        "command" => SpecSchema.Described(
            "The program and its arguments, never a shell line; ${args} and ${name} stand for parameters.",
            new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = SpecSchema.Texts(["string", "number", "boolean"]) }, ["minItems"] = 1 }),
        "args" => SpecSchema.Described("What ${args} becomes.", new() { ["enum"] = SpecSchema.Texts(EnumNames<ArgumentStyle>.All) }),
        "directory" => Text("Where it runs, from the folder of the spec."),
        "environment" => SpecSchema.Described("Variables that it is given.", new() { ["type"] = "object", ["additionalProperties"] = Text(null) }),
        "secrets" => SpecSchema.Described("Names of secrets that it is given as files.", new() { ["type"] = "array", ["items"] = Text(null) }),
        "limits" => SpecSchema.Map("What one attempt may take.", SpecKeys.Limits, Limit, []),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "has no schema"),
    };

    private static JsonObject ExternalPart(string key) => key switch
    {
        "name" => SpecSchema.Described("Says that clients ask for its trials.", new() { ["enum"] = SpecSchema.Texts([TrainerSpec.ExternalName]) }),
        "limits" => SpecSchema.Map(
            "How long a client may be silent.", SpecKeys.ExternalLimits, _ => Measure("Without a report, from 1s to 30d: 5m. Then the trial is another client's."), []),
        _ => Part(key),
    };

    private static JsonObject Limit(string key) => key switch
    {
        "attempts" => SpecSchema.Whole("How often a failing trial is tried.", 1, 100, 3),
        "time" => Measure("From its start: 2h."),
        "silence" => Measure("Without a report: 10m."),
        "memory" => Measure("Address space of each of its processes: 2GiB."),
        _ => Measure("Between being asked to stop and being killed: 10s."),
    };

    internal static JsonObject Measure(string description) => SpecSchema.Described(description, new() { ["type"] = SpecSchema.Texts(["string", "number"]) });

    private static JsonObject Truth(string description) => SpecSchema.Described(description, new() { ["type"] = "boolean", ["default"] = false });

    private static JsonObject Text(string? description) => SpecSchema.Described(description, new() { ["type"] = "string", ["minLength"] = 1 });
}
