using Sweep.Grains.Storage;

namespace Sweep.Grains.Tests.Storage;

public sealed class DatabaseChoiceTests
{
    [Theory]
    [InlineData("sweep.db")]
    [InlineData("/data/my sweeps/run 1.db")]
    [InlineData("odd;name=1.db")]
    [InlineData("localhost=.db")]
    public void Parse_Path_IsSqlite(string text) => Assert.Equal(new DatabaseChoice(text, null), DatabaseChoice.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(":memory:")]
    [InlineData("a\0b")]
    public void Parse_NoFile_IsRefused(string text)
    {
        var choice = DatabaseChoice.Parse(text);
        Assert.Null(choice.Path);
        Assert.Contains("name a SQLite file", choice.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://ann:secret@db:5432/sweep")]
    [InlineData("PostgreSQL://ann:sec@ret@db/sweep")]
    public void Parse_Url_IsRefusedWithTheRightFormAndWithoutThePassword(string text)
    {
        var error = DatabaseChoice.Parse(text).Error!;
        Assert.Contains("Host=…;Database=…", error, StringComparison.Ordinal);
        Assert.Contains("//db", error, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Database=sweep;Password=secret")]
    [InlineData("Database=sweep; host = db")]
    [InlineData("server=db")]
    public void Parse_ConnectionString_SaysThatThisBuildStoresInSqlite(string text)
    {
        var error = DatabaseChoice.Parse(text).Error!;
        Assert.Contains("SQLite only", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_RefusedChoice_Throws() => Assert.Throws<StoreException>(() => SweepStores.Open("postgres://db/sweep", TimeProvider.System));

    [Fact]
    public async Task Open_Path_IsASqliteStore()
    {
        await using var store = SweepStores.Open("sweep.db", TimeProvider.System);
        Assert.Equal("sweep.db (SQLite)", store.Description);
    }
}
