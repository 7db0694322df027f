using Sweep.Core.Data;

namespace Sweep.Core.Tests.Data;

public sealed class DataSetNamesTests
{
    [Theory]
    [InlineData("heart")]
    [InlineData("Größe 2 (cm)")]
    [InlineData("circles")]
    public void Check_GoodName_IsNull(string name) => Assert.Null(DataSetNames.Check("NAME", name));

    [Theory]
    [InlineData("", "NAME: \"\" is blank; write one line of printable characters, such as heart")]
    [InlineData(" ", "NAME: \" \" is blank; write one line of printable characters, such as heart")]
    [InlineData("a\nb", "NAME: \"a\\u000ab\" must be one line of printable characters")]
    [InlineData("a ", "NAME: \"a \" must not start or end with a space; write a")]
    [InlineData("diamond", "NAME: \"diamond\" is the name of a pattern; name it otherwise")]
    public void Check_BadName_SaysWhy(string name, string words) => Assert.Equal(words, DataSetNames.Check("NAME", name)?.ToString());

    [Fact]
    public void Check_LongName_CountsCharacters()
    {
        Assert.Null(DataSetNames.Check("NAME", string.Concat(Enumerable.Repeat("😀", 200))));
        Assert.Contains("at most 200 characters long, and has 201", DataSetNames.Check("NAME", new string('x', 201))!.ToString(), StringComparison.Ordinal);
    }
}
