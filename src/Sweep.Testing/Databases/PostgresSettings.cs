namespace Sweep.Testing.Databases;

/// <summary>What the environment says about the server for tests.</summary>
/// <param name="Connection">A server that is there, which overrides everything; null for one of our own.</param>
/// <param name="Image">The image of a container; null for the default ones.</param>
/// <param name="Place">Where a server of our own must run; null for wherever it can.</param>
/// <param name="Run">A label for all containers of a test run, by which they can be found and removed; null for none.</param>
internal sealed record PostgresSettings(string? Connection, string? Image, PostgresPlace? Place, string? Run)
{
    public const string ConnectionVariable = "SWEEP_TEST_POSTGRES";
    public const string ImageVariable = "SWEEP_TEST_POSTGRES_IMAGE";
    public const string PlaceVariable = "SWEEP_TEST_POSTGRES_IN";
    public const string RunVariable = "SWEEP_TEST_RUN";

    /// <summary>The official image, and the one that tests/engine builds on a machine without a registry.</summary>
    private static readonly string[] DefaultImages = ["postgres:17-alpine", "localhost/sweep-postgres:latest"];

    public IReadOnlyList<string> Images => Image is null ? DefaultImages : [Image];

    /// <param name="read">Gives a variable's value; null or empty where it is not set.</param>
    /// <exception cref="InvalidOperationException">A variable has a value that it cannot have.</exception>
    public static PostgresSettings Read(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        string? Value(string name) => read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        return new PostgresSettings(Value(ConnectionVariable), Value(ImageVariable), ReadPlace(Value(PlaceVariable)), Value(RunVariable));
    }

    private static PostgresPlace? ReadPlace(string? text) => text switch
    {
        null => null,
        "container" => PostgresPlace.Container,
        "local" => PostgresPlace.Local,
        _ => throw new InvalidOperationException($"{PlaceVariable}: {text} must be container or local (or unset: whatever this machine has)"),
    };
}
