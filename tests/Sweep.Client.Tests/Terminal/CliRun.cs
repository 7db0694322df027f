using System.Text.Json;

namespace Sweep.Client.Tests.Terminal;

/// <summary>What a command left: its exit code and its two streams.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>The one JSON document of standard output; anything beside it throws.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}
