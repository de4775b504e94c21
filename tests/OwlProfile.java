import java.io.File;
import java.util.Map;
import java.util.TreeSet;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints, one a line, what in files of RDF breaks an OWL 2 profile: java -cp HermiT.jar OwlProfile.java DL FILE ... */
public class OwlProfile {
    private static final Map<String, OWLProfile> PROFILES = Map.of("DL", new OWL2DLProfile(), "RL", new OWL2RLProfile());

    public static void main(String[] words) throws Exception {
        for (int place = 1; place < words.length; place++) {
            check(PROFILES.get(words[0]), new File(words[place]));
        }
    }

    private static void check(OWLProfile profile, File file) throws Exception {
        OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
        TreeSet<String> lines = new TreeSet<>();
        for (OWLProfileViolation one : profile.checkOntology(ontology).getViolations()) {
            lines.add(one.toString());
        }
        System.out.println("axioms: " + ontology.getAxiomCount());
        lines.forEach(System.out::println);
    }
}
