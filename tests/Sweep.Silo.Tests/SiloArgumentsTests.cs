namespace Sweep.Silo.Tests;

public sealed class SiloArgumentsTests
{
    [Fact]
    public void Parse_SwitchBeforeASetting_TakesNoValueFromIt()
    {
        var arguments = SiloArguments.Parse(["--no-migrate", "--Sweep:Slots", "2", "--urls=http://127.0.0.1:1"]);
        Assert.Equal(["--Sweep:Migrate=false", "--Sweep:Slots=2", "--urls=http://127.0.0.1:1"], arguments.Settings);
        Assert.Empty(arguments.Errors);
        Assert.Null(arguments.Action);
    }

    [Fact]
    public void Parse_WordsThatAreNoSettings_NamesThemAll()
    {
        var arguments = SiloArguments.Parse(["serve", "--Sweep:Slots"]);
        Assert.Equal(2, arguments.Errors.Count);
        Assert.StartsWith("serve: is no setting", arguments.Errors[0], StringComparison.Ordinal);
        Assert.StartsWith("--Sweep:Slots: has no value", arguments.Errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ConnectionStringInTheWrongPlace_IsNotShown()
    {
        var arguments = SiloArguments.Parse(["Host=h;Password=S3cret", "--postgres://ann:S3cret@h/x"]);
        Assert.Equal(2, arguments.Errors.Count);
        Assert.All(arguments.Errors, error => Assert.DoesNotContain("S3cret", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    public void Parse_Question_IsTheAction(string question) => Assert.Equal(question, SiloArguments.Parse([question]).Action);
}
