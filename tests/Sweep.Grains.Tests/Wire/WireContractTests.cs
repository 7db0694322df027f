using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Storage.Faults;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Wire;

/// <summary>
/// What silos and clients of different versions send each other. The calls are held by src/Sweep.Grains/OrleansContracts.txt, which the
/// build checks; what is inside their messages by wire-contracts.txt here. While a release beside the present one is to be understood, a
/// line there may be added (with a new number), never changed or removed.
/// </summary>
public sealed class WireContractTests
{
    private const string Record = "tests/Sweep.Grains.Tests/Wire/wire-contracts.txt";

    [Fact]
    public async Task Messages_OfThisBuild_AreThoseOnRecord()
    {
        var head = (await File.ReadAllLinesAsync(Repository.File(Record), TestContext.Current.CancellationToken)).TakeWhile(line => line.StartsWith('#'));
        await OnRecord.AssertEqualAsync(Record, string.Concat(head.Concat(Lines()).Select(line => $"{line}\n")), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Members_OfEveryMessage_AreAllNumberedOnce() => Assert.All(Messages(), message =>
    {
        var numbers = Members(message).Select(member => member.Id).ToList();
        Assert.Equal(numbers.Distinct(), numbers);
    });

    [Fact]
    public void StoreException_OnItsWayBetweenSilos_KeepsWhatItSaysUnderItsShortName()
    {
        using var services = new ServiceCollection().AddSerializer().AddWireNames().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var sent = new StoreException("committing: the disk is full", true, new InvalidOperationException("of the provider")) { IsOfRow = true, IsDamage = true };

        var bytes = serializer.SerializeToArray<object>(sent);

        var received = Assert.IsType<StoreException>(serializer.Deserialize<object>(bytes));
        Assert.Equal((sent.Message, true, true, true), (received.Message, received.IsTransient, received.IsOfRow, received.IsDamage));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("sweep.store-exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sweep.Storage", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines()
    {
        foreach (var message in Messages())
        {
            yield return message.GetCustomAttribute<AliasAttribute>()!.Alias;
            foreach (var (id, name, type) in Members(message))
                yield return string.Create(CultureInfo.InvariantCulture, $"  {id} {name}: {NameOf(type)}");
        }

        foreach (var choice in Messages().SelectMany(message => Members(message)).Select(member => Nullable.GetUnderlyingType(member.Type) ?? member.Type)
            .Concat(Calls().SelectMany(call => call.GetParameters()).Select(parameter => parameter.ParameterType))
            .Where(type => type.IsEnum).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            yield return choice.Name;
            foreach (var value in Enum.GetValues(choice))
                yield return string.Create(CultureInfo.InvariantCulture, $"  {value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}");
        }
    }

    private static IEnumerable<Type> Messages() => typeof(SweepGrain).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
        .OrderBy(type => type.GetCustomAttribute<AliasAttribute>()!.Alias, StringComparer.Ordinal);

    private static IEnumerable<MethodInfo> Calls() => typeof(SweepGrain).Assembly.GetTypes()
        .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
        .SelectMany(type => type.GetMethods());

    private static IEnumerable<(uint Id, string Name, Type Type)> Members(Type message) => message
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Select(property => (property.GetCustomAttribute<IdAttribute>()?.Id, property.Name, property.PropertyType))
        .Concat(message.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(field => (field.GetCustomAttribute<IdAttribute>()?.Id, field.Name, field.FieldType)))
        .Where(member => member.Id is not null)
        .Select(member => (member.Id!.Value, member.Name, member.Item3))
        .OrderBy(member => member.Value);

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => NameOf(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.Name,
    };
}
