using Sweep.Testing.Databases;

namespace Sweep.Testing.Tests.Databases;

public sealed class PostgresSettingsTests
{
    [Fact]
    public void Read_NothingSet_TakesTheOfficialImageFirst()
    {
        var settings = PostgresSettings.Read(_ => null);

        Assert.Null(settings.Connection);
        Assert.Null(settings.Place);
        Assert.StartsWith("postgres:", settings.Images[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ImageSet_TakesOnlyThatOne()
    {
        var settings = PostgresSettings.Read(name => name == PostgresSettings.ImageVariable ? " postgres:14 " : "");

        Assert.Equal(["postgres:14"], settings.Images);
    }

    [Fact]
    public void Read_UnknownPlace_IsRefusedWithWhatMayStandThere()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => PostgresSettings.Read(name => name == PostgresSettings.PlaceVariable ? "moon" : null));

        Assert.Equal("SWEEP_TEST_POSTGRES_IN: moon must be container or local (or unset: whatever this machine has)", failure.Message);
    }
}
