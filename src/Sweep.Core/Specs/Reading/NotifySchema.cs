using System.Text.Json.Nodes;
using Sweep.Core.Notifications;

namespace Sweep.Core.Specs.Reading;

/// <summary>The part of <see cref="SpecSchema"/> that is about notifications.</summary>
internal static class NotifySchema
{
    public static JsonObject Notify() => SpecSchema.Described(
        "Who is told when the sweep ends or stalls: an address, a receiver, or a list of those; no result depends on it.",
        new()
        {
            ["anyOf"] = new JsonArray(
                Url(),
                Receiver(),
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["anyOf"] = new JsonArray(Url(), Receiver()) },
                    ["minItems"] = 1,
                    ["maxItems"] = SpecLimits.Receivers,
                }),
        });

    private static JsonObject Receiver() => SpecSchema.Map("A receiver.", SpecKeys.Notify, Part, ["url"]);

    private static JsonObject Part(string key) => key switch
    {
        "url" => Url(),
        "events" => SpecSchema.Described("What it is told of; all of these where left out.", new()
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["enum"] = SpecSchema.Texts(NotifyEvents.All) },
            ["minItems"] = 1,
            ["uniqueItems"] = true,
        }),
        "secret" => SpecSchema.Described(
            "Name of the secret by which messages are signed, as the silo's operator has set it.", new() { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" }),
        "after" => SpecSchema.Described(
            "Without a commit for so long it is stalled: 15m.", new() { ["type"] = SpecSchema.Texts(["string", "number"]) }),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "has no schema"),
    };

    private static JsonObject Url() => SpecSchema.Described(
        "Where messages are posted to.", new() { ["type"] = "string", ["pattern"] = "^[Hh][Tt][Tt][Pp][Ss]?://", ["maxLength"] = NotifyUrl.MostCharacters });
}
